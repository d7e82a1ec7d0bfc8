package dev.fairway.inference.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.process.JavaCommand;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.Signature;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class ProcessTrialTests {

    @TempDir
    private Path folder;

    @Test
    void whatTheProcessFindsIsTheAnswer() {
        assertThat(run("passes")).isEqualTo(FakeTrials.SIGNATURE);
        assertThatExceptionOfType(BrokenModel.class).isThrownBy(() -> run("refuses"))
                .withMessage("artifact: needs the operator a::b");
    }

    @Test
    void aDefectIsNotBlamedOnTheNetwork() {
        assertThatIllegalStateException().isThrownBy(() -> run("fails")).withMessageContaining("no engine");
    }

    @Test
    void aNetworkThatCrashesItsProcessIsRefused() {
        assertThatExceptionOfType(BrokenModel.class).isThrownBy(() -> run("crashes"))
                .withMessageContaining("crashed the engine")
                .withMessageContaining("SIGSEGV");
        assertThatExceptionOfType(BrokenModel.class).isThrownBy(() -> run("says nothing"));
    }

    @Test
    void aNetworkThatHangsIsRefused() {
        assertThatExceptionOfType(BrokenModel.class).isThrownBy(() -> run("hangs", Duration.ofSeconds(2)))
                .withMessageContaining("within 2 seconds");
    }

    @Test
    void aNetworkThatTakesTooMuchMemoryIsRefused() {
        assertThatExceptionOfType(BrokenModel.class).isThrownBy(() -> run("takes memory"))
                .withMessageContaining("may take 200");
    }

    private Signature run(String what) {
        return run(what, Duration.ofMinutes(1));
    }

    private Signature run(String what, Duration timeout) {
        JavaCommand command = new JavaCommand(System.getProperty("java.class.path"),
                List.of(FakeTrials.class.getName(), what));
        TrialProperties properties = new TrialProperties(timeout, DataSize.ofMegabytes(512), DataSize.ofMegabytes(200));
        return new ProcessTrial(command, properties).run(new VersionFolder(folder));
    }
}
