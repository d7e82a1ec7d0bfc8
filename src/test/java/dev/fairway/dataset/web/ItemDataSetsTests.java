package dev.fairway.dataset.web;

import static dev.fairway.testing.Archives.files;
import static dev.fairway.testing.Archives.gz;
import static dev.fairway.testing.Archives.idxImages;
import static dev.fairway.testing.Archives.idxLabels;
import static dev.fairway.testing.Archives.link;
import static dev.fairway.testing.Archives.tar;
import static dev.fairway.testing.Archives.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.Images;
import dev.fairway.testing.RunningService;
import java.awt.Color;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Images and texts come in over HTTP as tables do. */
@RunningService
class ItemDataSetsTests {

    private static final String DATASETS = "/api/datasets";

    private final Http http;

    ItemDataSetsTests(@LocalServerPort int port) {
        http = new Http(port);
    }

    private static Map<String, byte[]> idx() {
        return files("train-images-idx3-ubyte.gz", gz(idxImages(2, 2, 0, 255)), "train-labels-idx1-ubyte.gz",
                gz(idxLabels(0, 1)));
    }

    @Test
    void severalPartsAreOneDataSet() {
        Answer answer = http.upload(DATASETS, idx(), "name", "digits");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("kind").asString()).isEqualTo("images");
        assertThat(answer.json().get("format").asString()).isEqualTo("idx");
        assertThat(answer.json().at("/items/mean/0").asDouble()).isEqualTo(0.5);
        assertThat(answer.json().at("/items/classes/0/split").asString()).isEqualTo("train");
        assertThat(http.upload(DATASETS, idx(), "name", "digits").status()).isEqualTo(200);
        assertThat(http.get(answer.header("Location")).json()).isEqualTo(answer.json());
    }

    @Test
    void anArchiveOfFoldersIsNamedAfterItsFile() {
        Answer answer = http.upload(DATASETS, "pets.tar.gz", gz(tar(files("train/cat/1.png",
                Images.png(2, 2, Color.RED), "test/dog/1.png", Images.png(2, 2, Color.BLUE)))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("name").asString()).isEqualTo("pets");
        assertThat(answer.json().at("/columns/0/name").asString()).isEqualTo("label");
        assertThat(http.delete(answer.header("Location")).status()).isEqualTo(204);
    }

    @Test
    void textsHaveLengthsAndAVocabulary() {
        Answer answer = http.upload(DATASETS, "reviews.zip",
                zip(files("reviews/pos/1.txt", "so good", "reviews/neg/2.txt", "so very bad")));
        assertThat(answer.json().get("kind").asString()).isEqualTo("texts");
        assertThat(answer.json().at("/items/length/max").asInt()).isEqualTo(3);
        assertThat(answer.json().at("/items/vocabulary").asInt()).isEqualTo(4);
        assertThat(answer.json().at("/quality/checks").toString()).contains("too few to learn from");
    }

    @Test
    void appendedImagesFollowThoseThatWereThere() {
        http.upload(DATASETS, idx(), "name", "growing");
        Answer grown = http.upload(DATASETS, files("train-images", idxImages(2, 2, 128), "train-labels", idxLabels(1)),
                "name", "growing", "append", "true", "spec", "{\"format\": \"idx\"}");
        assertThat(grown.status()).as(grown.body()).isEqualTo(201);
        assertThat(List.of(grown.json().get("version").asInt(), grown.json().get("rows").asInt())).containsExactly(2,
                3);
        assertThat(grown.json().at("/items/mean/0").asDouble()).isCloseTo((255 + 128) / 3.0 / 255, within(1e-9));
    }

    @Test
    void aTableHasNoItems() {
        Answer answer = http.upload(DATASETS, "plain.csv",
                "a,b\n1,2\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(answer.json().get("kind").asString()).isEqualTo("table");
        assertThat(answer.json().has("items")).isFalse();
    }

    @Test
    void whatIsWrongWithAnArchiveIsSaidWithTheEntrysName() {
        refused("slip.zip", zip(files("../../evil.txt", "x")), "'../../evil.txt'");
        refused("link.tar", link("pos/1.txt", "/etc/passwd"), "'pos/1.txt' is a link");
        refused("broken.zip", zip(files("cat/1.png", "no image", "dog/1.png", Images.png(2, 2, Color.RED))),
                "cat/1.png");
        refused("half.zip", java.util.Arrays.copyOf(zip(files("cat/1.txt", "x")), 60), "cut off or damaged");
        assertThat(http.get(DATASETS + "?limit=500").body()).doesNotContain("slip", "broken");
    }

    private void refused(String filename, byte[] bytes, String words) {
        Answer answer = http.upload(DATASETS, filename, bytes);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/message").asString()).contains(words);
        assertThat(answer.body()).doesNotContain("dev.fairway", "Exception", "incoming", "target/");
    }
}
