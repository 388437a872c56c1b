"""Place names, each with the country and the point it denotes."""
