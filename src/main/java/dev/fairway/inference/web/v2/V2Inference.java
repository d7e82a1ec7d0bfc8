package dev.fairway.inference.web.v2;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.Answer;
import dev.fairway.inference.Protocol;
import dev.fairway.inference.Question;
import dev.fairway.inference.Terms;
import dev.fairway.inference.json.V2Request;
import dev.fairway.inference.serving.Serving;
import dev.fairway.inference.version.ServedVersion;
import dev.fairway.inference.web.Paths;
import dev.fairway.inference.web.connection.Presence;
import dev.fairway.tensor.Buffers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.BooleanSupplier;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Predictions in the Open Inference Protocol. */
@RestController
class V2Inference {

    /** Native memory that waits for the next requests at most. */
    private static final long MOST_KEPT = 64 << 20;

    private final Serving serving;
    private final Questions questions;
    private final Buffers buffers = new Buffers(MOST_KEPT);

    V2Inference(Serving serving, Questions questions) {
        this.serving = serving;
        this.questions = questions;
    }

    @PostMapping("/v2/models/{model}/infer")
    void infer(@PathVariable String model, HttpServletRequest request, HttpServletResponse response) {
        infer(serving.routed(Paths.model(model), Paths.caller(request, response)), request, response);
    }

    @PostMapping("/v2/models/{model}/versions/{version}/infer")
    void inferByVersion(
            @PathVariable String model,
            @PathVariable String version,
            HttpServletRequest request,
            HttpServletResponse response) {
        infer(serving.version(Paths.version(model, version)), request, response);
    }

    private void infer(ServedVersion version, HttpServletRequest request, HttpServletResponse response) {
        Answer answer;
        Buffers.Loan memory = buffers.loan();
        Reading reading = new Reading(version, request, memory);
        try (Presence caller = Presence.of(request)) {
            answer = serving.answer(version, Protocol.V2, () -> reading.question(caller::isGone));
        }
        // Only now: a request that was refused while it waited may still be read by a run.
        memory.giveBack();
        new V2Reply(reading.read).write(answer, response);
    }

    /** Reads one request and keeps how its caller wants the answer. */
    private final class Reading {

        private final ServedVersion version;
        private final HttpServletRequest request;
        private final Buffers.Loan memory;
        private V2Request read = V2Reply.RAW;

        Reading(ServedVersion version, HttpServletRequest request, Buffers.Loan memory) {
            this.version = version;
            this.request = request;
            this.memory = memory;
        }

        /** @throws Refusal when the request is malformed or does not fit the version */
        Question question(BooleanSupplier gone) {
            InferBody body = InferBody.of(request, memory);
            if (body.isRaw()) {
                return questions.raw(version, body.rest(), Terms.usual(gone));
            }
            read = body.request();
            if (!read.outputs().isEmpty()) {
                V2Reply.check(read, version.codec().signature());
            }
            return questions.of(version, read, body, RequestTerms.of(read.parameters(), gone));
        }
    }
}
