package dev.fairway.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class WishTests {

    @Test
    void noNameLeavesTheChoiceToTheHost() {
        assertThat(Wish.of(List.of())).isEqualTo(Wish.AUTO).isEqualTo(Wish.of(List.of("auto")));
    }

    @Test
    void aWishIsWrittenAsItWasRead() {
        for (List<String> names : List.of(List.of("auto"), List.of("all"), List.of("cpu"),
                List.of("cuda:1", "cuda:0"))) {
            assertThat(Wish.of(names).names()).isEqualTo(names);
        }
    }

    @Test
    void aDeviceThatIsNamedTwiceIsMeantOnce() {
        assertThat(Wish.of(List.of("cuda:0", "cuda:0")).names()).containsExactly("cuda:0");
    }

    @Test
    void autoAndAllStandAlone() {
        assertThatThrownBy(() -> Wish.of(List.of("auto", "cpu"))).isInstanceOf(Refusal.class)
                .hasMessageContaining("stand alone");
        assertThatThrownBy(() -> Wish.of(List.of("cuda:0", "all"))).hasMessageContaining("stand alone");
    }

    @Test
    void whatNamesNoDeviceIsRefused() {
        assertThatThrownBy(() -> Wish.of(List.of("gpu"))).isInstanceOf(Refusal.class).hasMessageContaining("'gpu'");
    }
}
