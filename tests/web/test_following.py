"""A server that follows a bucket: asked beside requests, and what is open outlives the bucket."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from structlog.testing import capture_logs

from nplv_geo.edition.edition import Edition
from nplv_geo.edition.elsewhere.bucket import Bucket
from nplv_geo.edition.elsewhere.mirror import Mirror, open_mirror
from nplv_geo.edition.elsewhere.publishing import publish_edition, use_published
from nplv_geo.edition.store import current_id
from nplv_geo.ground.errors import EditionError
from nplv_geo.ground.settings import Settings
from nplv_geo.web import create_app
from nplv_geo.web.following import Follower, bring_first_edition
from tests.revising import repeat_edition


@dataclass(frozen=True)
class Followed:
    """A bucket with one edition, a newer one beside it, and a server that follows the bucket."""

    place: Path
    bucket: Bucket
    mirror: Mirror
    settings: Settings
    follower: Follower
    client: FlaskClient
    first: str
    newer: Edition

    def tell(self) -> list[str]:
        answer = self.client.get("/readyz")
        assert answer.status_code == 200
        return answer.get_data(as_text=True).splitlines()


@pytest.fixture
def followed(starter_settings: Settings, tmp_path: Path) -> Followed:
    shutil.copytree(starter_settings.editions, tmp_path / "built")
    first = current_id(tmp_path / "built")
    newer = repeat_edition(tmp_path / "built", first)
    place = tmp_path / "bucket"
    place.mkdir()
    bucket = Bucket(f"file://{place}")
    publish_edition(Edition(tmp_path / "built" / first), bucket)
    settings = Settings(data=tmp_path, edition=None, port=0, bucket=bucket.url)
    bring_first_edition(settings)
    app = create_app(settings)
    mirror = open_mirror(settings)
    assert mirror is not None
    return Followed(
        place,
        bucket,
        mirror,
        settings,
        Follower(app.site_server, mirror, 0),
        app.server.test_client(),
        first,
        Edition(tmp_path / "built" / newer),
    )


def test_a_new_edition_comes_beside_requests_and_going_back_too(followed: Followed) -> None:
    publish_edition(followed.newer, followed.bucket)
    assert followed.tell() == [followed.first], "a request does not ask the bucket"
    followed.follower.look()
    assert followed.tell() == [followed.newer.id]
    use_published(followed.bucket, followed.first)
    followed.follower.look()
    assert followed.tell() == [followed.first]


def test_while_the_bucket_is_away_the_open_edition_goes_on(followed: Followed) -> None:
    followed.place.rename(followed.place.with_name("away"))
    with capture_logs() as logs:
        followed.follower.look()
        followed.follower.look()
    edition, problem = followed.tell()
    assert (edition, problem.partition(" is ")[0]) == (followed.first, followed.bucket.url)
    assert followed.client.get("/").status_code == 200
    told = [line for line in logs if line["event"] == "bucket not followed"]
    assert [line["reason"] for line in told] == [problem], "told once"
    followed.place.with_name("away").rename(followed.place)
    followed.follower.look()
    assert followed.tell() == [followed.first]


def test_a_damaged_edition_in_the_bucket_is_told_and_not_served(followed: Followed) -> None:
    publish_edition(followed.newer, followed.bucket)
    os.truncate(followed.place / followed.newer.id / "manifest.json", 10)
    followed.follower.look()
    edition, problem = followed.tell()
    assert edition == followed.first
    place = f"{followed.bucket.url}/{followed.newer.id}"
    assert problem == f"De editie in {place} is niet heel; bouw haar opnieuw met 'build'."


def test_a_server_starts_without_the_bucket_on_what_was_brought(followed: Followed) -> None:
    followed.place.rename(followed.place.with_name("away"))
    (followed.settings.editions / ".state.json").unlink()
    with capture_logs() as logs:
        bring_first_edition(followed.settings)
    assert [line["event"] for line in logs if line["log_level"] != "info"] == [
        "bucket not followed"
    ]
    client = create_app(followed.settings).server.test_client()
    assert client.get("/readyz").get_data(as_text=True).startswith(followed.first)


def test_a_server_without_any_edition_says_what_is_wrong_with_the_bucket(tmp_path: Path) -> None:
    url = f"file://{tmp_path}/none"
    settings = Settings(data=tmp_path, edition=None, port=0, bucket=url)
    with pytest.raises(EditionError, match=rf"^{url} is niet te bereiken"):
        bring_first_edition(settings)
