"""A smaller encoder takes layers of a trained one, and is held to it."""

import pytest

torch = pytest.importorskip("torch", reason="needs the training extra")
distil = pytest.importorskip("training.distil", reason="needs the training extra")
model = pytest.importorskip("training.model", reason="needs the training extra")


@pytest.fixture(scope="module")
def teacher():
    torch.manual_seed(0)
    labels = model.Labels(upos=["NOUN", "VERB"], feats=["_"], lemma=["="], deprel=["root", "obj"])
    return model.Reader(model.backbone(), labels).eval()


@pytest.fixture
def batch():
    ids = torch.tensor([[101, 2003, 2049, 102], [101, 2003, 102, 0]])
    shapes, mask = torch.zeros_like(ids), (ids > 0).long()
    return {"ids": ids, "shapes": shapes, "mask": mask}


def test_chosen_layers_are_numbered_anew_and_all_else_stays():
    state = {f"encoder.encoder.layer.{n}.x": n for n in range(6)} | {"upos.weight": "kept"}
    assert distil.chosen(state, [0, 2, 5]) == {
        "encoder.encoder.layer.0.x": 0,
        "encoder.encoder.layer.1.x": 2,
        "encoder.encoder.layer.2.x": 5,
        "upos.weight": "kept",
    }


def test_a_student_of_all_layers_has_its_teachers_states(teacher, batch):
    student = distil.Student.of(teacher, list(range(6)))
    own = student.hidden(batch)
    assert len(own) == 7
    assert float(student.apart[0].detach()) == pytest.approx(0, abs=1e-9)


def test_fewer_layers_are_apart_and_learn_to_come_near(teacher, batch):
    student = distil.Student.of(teacher, [0, 2, 4, 5])
    rate = torch.optim.AdamW(student.encoder.parameters(), lr=1e-4)
    for _ in range(5):
        student.hidden(batch)
        rate.zero_grad()
        student.apart[-1].backward()
        rate.step()
    first, *_, last = (float(value.detach()) for value in student.apart)
    assert 0 < last < first


def test_padding_is_no_part_of_the_distance(teacher, batch):
    real = batch["mask"].bool()
    states = teacher.hidden(batch)
    other = tuple(torch.where(real[..., None], layer, layer + 9) for layer in states)
    assert distil.distance(other, states, real) == 0


def test_a_checkpoint_holds_the_student_alone(teacher):
    student = distil.Student.of(teacher, [0, 5])
    assert not [name for name in student.state_dict() if name.startswith("teacher")]
    assert len(student.encoder.encoder.layer) == 2


def test_divergence_is_none_for_equal_scores():
    scores = torch.randn(4, 7)
    assert float(distil.divergence(scores, scores)) == pytest.approx(0, abs=1e-6)
    assert distil.divergence(scores, scores.flip(1)) > 0
