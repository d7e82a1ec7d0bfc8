package dev.fairway.training.launch;

import dev.fairway.feature.Fairness;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Target;
import dev.fairway.feature.Task;
import dev.fairway.registry.Evaluation;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.Modality;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.Failure;
import dev.fairway.training.JobState;
import dev.fairway.training.StopReason;
import dev.fairway.training.WorkOrder;
import dev.fairway.training.WorkerEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A worker that learns nothing: it keeps to the protocol of workers, or breaks it as its model's name says. */
final class FakeWorker {

    /** A worker of a model that waits does not begin its fourth epoch before this file lies in its job's folder. */
    private static final String GO_ON = "go-on";

    private final Path folder;
    private final WorkOrder order;
    private final int epochs;

    private final String name = UUID.randomUUID().toString();

    private Consumer<WorkerEvent> listener = FakeWorker::print;

    FakeWorker(Path folder, WorkOrder order) {
        this.folder = folder;
        this.order = order;
        this.epochs = order.spec().epochs();
    }

    static void main(String[] args) throws Exception {
        Path folder = Path.of(args[args.length - 1]);
        FakeWorker worker = new FakeWorker(folder,
                VersionFolder.JSON.readValue(folder.resolve(WorkOrder.FILE), WorkOrder.class));
        Thread.ofPlatform().daemon().start(worker::listen);
        worker.work();
    }

    /** Works in the process of its caller, and tells it what a process would write. */
    void work(Consumer<WorkerEvent> events) throws Exception {
        listener = events;
        work();
    }

    private void listen() {
        try {
            int read = System.in.read();
            if (order.spec().model().value().startsWith("deaf")) {
                return;
            }
            if (read == 'c') {
                tell(new WorkerEvent.Cancelled("on request"));
            }
            Runtime.getRuntime().halt(read == 'c' ? 0 : 7);
        } catch (IOException e) {
            Runtime.getRuntime().halt(8);
        }
    }

    private void work() throws Exception {
        if (order.spec().model().value().equals("mute")) {
            new CountDownLatch(1).await();
        }
        tell(new WorkerEvent.Entered(JobState.PREPARING, "3 columns"));
        tell(new WorkerEvent.Prepared(order.spec().seed(), order.spec().threads(), "fake 1", "cpu",
                Map.of("test", 9L)));
        switch (order.spec().model().value()) {
            case "fails" -> tell(new WorkerEvent.Failed(new Failure(Failure.Code.DIVERGED, JobState.TRAINING,
                    "the loss is not a number", "use a lower learning_rate", null)));
            case "crashes-always" -> Runtime.getRuntime().halt(134);
            case "memory" -> Runtime.getRuntime().halt(3);
            case "rubbish" -> rubbish();
            case "floods" -> flood();
            default -> train();
        }
    }

    private void rubbish() throws Exception {
        System.out.write(new byte[]{(byte) 0xff, (byte) 0xfe, 0, '\n'});
        System.out.println(
                "[W] a native library speaks\n{\"event\":\"no_such\"}\n{\"event\":\"stepped\",\"epoch\":\"x\"}\n{{{");
        System.out.println("{" + "x".repeat(6_000_000));
        train();
    }

    private void flood() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            tell(new WorkerEvent.Logged("info", "line " + i));
            System.err.println("error line " + i + " " + "y".repeat(100));
        }
        train();
    }

    private void train() throws Exception {
        Path checkpoint = folder.resolve("fake-checkpoint");
        int done = Files.exists(checkpoint) ? Integer.parseInt(Files.readString(checkpoint)) : 0;
        tell(new WorkerEvent.Entered(JobState.TRAINING, done == 0 ? "from fresh weights" : "from epoch " + done));
        String model = order.spec().model().value();
        // What was told last may not have been heard.
        for (int epoch = 1; epoch <= done; epoch++) {
            tell(new WorkerEvent.EpochEnded(epoch, metrics(epoch), 0.001, 0.1, true));
        }
        int until = order.leg() == null ? epochs : Math.min(epochs, order.leg().until());
        for (int epoch = done + 1; epoch <= until; epoch++) {
            tell(new WorkerEvent.Stepped(epoch, epochs, 1, 1));
            TimeUnit.MILLISECONDS.sleep(model.startsWith("fast") ? 1 : 100);
            if (model.endsWith("diverging") && order.spec().optimizer().learningRate() > 0.05) {
                tell(new WorkerEvent.Failed(new Failure(Failure.Code.DIVERGED, JobState.TRAINING, "the loss is lost",
                        "use a lower learning_rate", null)));
                return;
            }
            tell(new WorkerEvent.Spent(name, epoch - done, (epoch - done) / 2.0, null));
            tell(new WorkerEvent.EpochEnded(epoch, metrics(epoch), 0.001, 0.1, true));
            Files.writeString(folder.resolve("unfinished"), Integer.toString(epoch));
            Files.move(folder.resolve("unfinished"), checkpoint, StandardCopyOption.ATOMIC_MOVE);
            if (model.startsWith("waits") && epoch == 3) {
                await(folder.resolve(GO_ON));
            }
            if (model.equals("crashes-once") && epoch == 2 && done == 0) {
                Runtime.getRuntime().halt(137);
            }
        }
        if (order.leg() != null && !order.leg().evaluate()) {
            tell(new WorkerEvent.Rested(until, until == epochs ? StopReason.MAX_EPOCHS : null));
            return;
        }
        tell(new WorkerEvent.Entered(JobState.EVALUATING, "on the test rows"));
        Map<String, Map<String, Double>> metrics = Map.of("test", Map.of("accuracy", 0.9));
        version(new Evaluation(metrics, List.of(new Evaluation.Group("sex", "Male", 50, 0.5, Map.of()),
                new Evaluation.Group("sex", "Female", 50, 0.3, Map.of()))));
        tell(new WorkerEvent.Succeeded(StopReason.MAX_EPOCHS, until, metrics, "version"));
    }

    private static void await(Path file) throws InterruptedException {
        while (!Files.exists(file)) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** A learning rate of 0.01 is the best one, and the more epochs the better. */
    private Map<String, Double> metrics(int epoch) {
        double miss = Math.abs(Math.log10(order.spec().optimizer().learningRate()) + 2);
        return Map.of("train_loss", 1.0 / epoch, "validation_loss", 1.1 / epoch, "validation_accuracy",
                0.9 - miss / 5 - 0.1 / epoch);
    }

    private void version(Evaluation evaluation) throws IOException {
        VersionFolder version = new VersionFolder(Files.createDirectories(folder.resolve("version")));
        version.write(VersionFolder.EVALUATION, evaluation);
        Schema schema = new Schema(Task.BINARY_CLASSIFICATION, List.of(),
                new Target.Classes(order.spec().target(), List.of("<=50K", ">50K")));
        version.write(VersionFolder.MANIFEST, Manifest.trained(new Modality.Table(schema), Fairness.NONE,
                new Manifest.Source("train_job", order.job(), order.dataset().sha256()), Instant.EPOCH, Map.of()));
    }

    private void tell(WorkerEvent event) {
        listener.accept(event);
    }

    private static synchronized void print(WorkerEvent event) {
        System.out.writeBytes((VersionFolder.JSON.writeValueAsString(event) + "\n").getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }
}
