package dev.fairway.dataset.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@RunningService
@TestPropertySource(properties = {"fairway.dataset.max-size=1KB", "spring.servlet.multipart.max-file-size=4KB"})
class UploadLimitTests {

    private final Http http;

    UploadLimitTests(@LocalServerPort int port) {
        http = new Http(port);
    }

    @Test
    void aFileOverTheLimitIsTooLarge() {
        Answer answer = http.upload("/api/datasets", "large.csv", new byte[2000]);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().at("/errors/0/message").asString()).contains("1024 bytes");
    }

    @Test
    void aBodyThatTheServerDoesNotEvenTakeInIsTooLarge() {
        assertThat(http.upload("/api/datasets", "large.csv", new byte[5000]).status()).isEqualTo(413);
    }
}
