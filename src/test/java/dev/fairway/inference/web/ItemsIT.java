package dev.fairway.inference.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.registry.Models;
import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import dev.fairway.testing.SampleModels;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Images and texts in every dialect. */
@RunningService
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ItemsIT {

    private final Http http;
    private final ServedModel colours;
    private final ServedModel moods;

    @Autowired
    ItemsIT(@LocalServerPort int port, Models models) {
        this.http = new Http(port);
        this.colours = ServedModel.of(models, SampleModels::colours);
        this.moods = ServedModel.of(models, SampleModels::moods);
    }

    @Test
    void anImageIsSentAsItIsAndAsAPartOfAForm() throws IOException {
        assertThat(post("/predictions/" + colours.name(), "image/png", image("png", Color.GREEN)).json()
                .propertyNames()
                .iterator()
                .next()).isEqualTo("green");
        assertThat(post("/predictions/" + colours.name(), "image/jpeg", image("jpg", Color.RED)).body())
                .startsWith("{\"red\":");
        assertThat(http.upload("/predictions/" + colours.name(), "i.png", image("png", Color.BLUE)).body())
                .startsWith("{\"blue\":");
    }

    @Test
    void anImageIsBase64InJson() throws IOException {
        String blue = Base64.getEncoder().encodeToString(image("png", Color.BLUE));
        assertThat(http
                .post("/v1/models/" + colours.name() + ":predict",
                        "{\"instances\": [{\"b64\": \"%s\"}, {\"image\": {\"b64\": \"%s\"}}]}".formatted(blue, blue))
                .json()
                .at("/predictions/1/label")
                .asString()).isEqualTo("blue");
        Answer answer = http.post("/v2/models/" + colours.name() + "/infer",
                """
                        {"inputs": [{"name": "image", "shape": [1], "datatype": "BYTES", "parameters": {"content_type": "base64"},
                                     "data": ["%s"]}]}"""
                        .formatted(blue));
        assertThat(answer.json().at("/outputs/0/data/0").asString()).as(answer.body()).isEqualTo("blue");
    }

    @Test
    void anImageIsATensorOfBytes() throws IOException {
        HttpRequest.Builder raw = http.request("/v2/models/" + colours.name() + "/infer")
                .header("Inference-Header-Content-Length", "0")
                .POST(HttpRequest.BodyPublishers.ofByteArray(image("png", Color.RED)));
        assertThat(http.send(raw).body()).contains("red");
    }

    @Test
    void textsAreStrings() {
        assertThat(http.post("/v1/models/" + moods.name() + ":predict", "{\"instances\": [\"good film\", \"bad\"]}")
                .json()
                .at("/predictions/1/label")
                .asString()).isEqualTo("negative");
        assertThat(post("/predictions/" + moods.name(), "text/plain", "good".getBytes(StandardCharsets.UTF_8)).body())
                .startsWith("{\"positive\":");
        assertThat(http.post("/v2/models/" + moods.name() + "/infer",
                "{\"inputs\": [{\"name\": \"t\", \"shape\": [2], \"datatype\": \"BYTES\", \"data\": [\"bad\", \"good\"]}]}")
                .json()
                .at("/outputs/0/data")
                .toString()).isEqualTo("[\"negative\",\"positive\"]");
    }

    @Test
    void whatIsNoImageIsRefused() {
        assertThat(post("/predictions/" + colours.name(), "image/png", new byte[]{1, 2, 3}).status()).isBetween(400,
                422);
        assertThat(http.post("/v1/models/" + colours.name() + ":predict", "{\"instances\": [7]}").status())
                .isEqualTo(422);
        assertThat(
                http.post("/v1/models/" + colours.name() + ":predict", "{\"instances\": [{\"b64\": \"%\"}]}").status())
                .isEqualTo(400);
    }

    private Answer post(String path, String type, byte[] body) {
        return http.send(
                http.request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static byte[] image(String format, Color color) throws IOException {
        BufferedImage image = new BufferedImage(20, 12, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 240; i++) {
            image.setRGB(i % 20, i / 20, color.getRGB());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }
}
