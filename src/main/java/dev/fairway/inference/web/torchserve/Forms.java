package dev.fairway.inference.web.torchserve;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.web.Bodies;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Reads the parts of a multipart form, all of them together no greater than any other body may be. */
@Component
class Forms {

    private final DataSize most;

    Forms(@Value("${fairway.contract.max-body:64MB}") DataSize most) {
        this.most = most;
    }

    /** @throws Refusal when the body is no form, has no part or is over the limit */
    List<Payload> payloads(HttpServletRequest request) {
        try {
            List<Payload> payloads = new ArrayList<>();
            long length = 0;
            for (Part part : request.getParts()) {
                length += part.getSize();
                if (length > most.toBytes()) {
                    throw new Refusal(Refusal.Kind.TOO_LARGE,
                            "the parts are over the limit of %d bytes".formatted(most.toBytes()));
                }
                payloads.add(payload(part));
            }
            if (payloads.isEmpty()) {
                throw Refusal.malformed("data", "is missing; send a part with what is to be predicted");
            }
            return payloads;
        } catch (IOException | ServletException | IllegalStateException e) {
            throw new Refusal(Refusal.Kind.MALFORMED, "the body is not the multipart/form-data it says it is");
        }
    }

    private static Payload payload(Part part) throws IOException {
        try (InputStream bytes = part.getInputStream()) {
            return new Payload(part.getName(), Bodies.type(part.getContentType()), bytes.readAllBytes());
        }
    }
}
