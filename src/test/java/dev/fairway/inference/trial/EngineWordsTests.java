package dev.fairway.inference.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.inference.engine.BrokenModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineWordsTests {

    @ParameterizedTest
    @ValueSource(strings = {
            """

                    Unknown builtin op: torchvision::nms.
                    Could not find any similar ops to torchvision::nms. This op may not exist or may not be currently supported in TorchScript.
                    :
                      File "code/__torch__.py", line 6
                    """,
            "Error code - ORT_NOT_IMPLEMENTED - message: Load model from /data/intake/model1/version/model.onnx failed:Fatal error: torchvision::nms(-1) is not a registered function/op",
            "Error in Node:n : No Op registered for torchvision::nms with domain_version of 13"})
    void aMissingOperatorIsNamed(String message) {
        assertThat(EngineWords.of(new BrokenModel("model.pt cannot be read", new RuntimeException(message))))
                .isEqualTo("needs the operator torchvision::nms, which this service does not have");
    }

    @Test
    void whatGoesWrongInAModuleIsItsLastWord() {
        String message = """
                The following operation failed in the TorchScript interpreter.
                Traceback of TorchScript, serialized code (most recent call last):
                  File "code/__torch__.py", line 8, in forward
                    return torch.linear(x, self.w, self.b)
                           ~~~~~~~~~~~~ <--- HERE
                RuntimeError: mat1 and mat2 shapes cannot be multiplied (1x5 and 4x3)
                """;
        assertThat(EngineWords.of(new BrokenModel("cannot be run on one row", new RuntimeException(message))))
                .isEqualTo("cannot be run on one row: mat1 and mat2 shapes cannot be multiplied (1x5 and 4x3)");
    }

    @Test
    void filesAndFunctionsOfTheEngineAreLeftOut() {
        String message = """
                [enforce fail at inline_container.cc:197] . file not found: archive/constants.pkl in /var/lib/fairway/intake/model7/version/model.pt
                frame #0: c10::ThrowEnforceNotMet(char const*, int) + 0x6c (0x7f in /opt/djl/libc10.so)
                """;
        assertThat(EngineWords.clean(message)).contains("file not found")
                .doesNotContain("/var/lib", "inline_container", "frame #0");
    }

    @Test
    void ourOwnWordsStandAlone() {
        assertThat(EngineWords.of(new BrokenModel("gives 2 outputs where its signature says 1")))
                .isEqualTo("gives 2 outputs where its signature says 1");
    }
}
