package dev.fairway.inference.grpc;

import dev.fairway.contract.Refusal;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where an answer, a refusal or a defect becomes the end of a call. */
final class Replies {

    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final String DEFECT = "a defect of the server; its log has it under this call's x-request-id";

    private Replies() {}

    static <R> void reply(StreamObserver<R> caller, Supplier<R> answer) {
        if (caller instanceof ServerCallStreamObserver<R> call) {
            // With a handler, an answer to a caller who has gone is dropped in silence.
            call.setOnCancelHandler(() -> {});
        }
        R reply;
        try {
            reply = answer.get();
        } catch (Refusal refusal) {
            caller.onError(Statuses.of(refusal));
            return;
        } catch (RuntimeException | Error defect) {
            LOG.error("a call failed", defect);
            caller.onError(Status.INTERNAL.withDescription(DEFECT).asRuntimeException());
            return;
        }
        caller.onNext(reply);
        caller.onCompleted();
    }
}
