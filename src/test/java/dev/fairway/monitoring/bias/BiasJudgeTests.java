package dev.fairway.monitoring.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.monitoring.bias.BiasFinding.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class BiasJudgeTests {

    private final BiasJudge judge = new BiasJudge(BiasLimits.DEFAULT);

    private List<BiasFinding> findings(long privileged, long favoured, long others, long othersFavoured) {
        return judge.judge(new GroupCounts("race", List.of("White", "Black"), new long[]{privileged, others},
                new long[]{favoured, othersFavoured}, 0));
    }

    /** ProPublica's cells, favourable = low risk; values computed with AIF360 and by hand. */
    @Test
    void theCompasCellsGiveThePublishedValues() {
        List<BiasFinding> findings = findings(2454, 2454 - 854, 3696, 3696 - 2174);
        assertThat(findings.get(0).value()).isCloseTo(-0.2402002, within(1e-6));
        assertThat(findings.get(0).low()).isCloseTo(-0.264580, within(1e-6));
        assertThat(findings.get(0).high()).isCloseTo(-0.215339, within(1e-6));
        assertThat(findings.get(1).value()).isCloseTo(0.6315929, within(1e-6));
        assertThat(findings).allMatch(BiasFinding::breached);
    }

    @Test
    void aDifferenceThatChanceMayExplainIsNoBreach() {
        List<BiasFinding> findings = findings(100, 50, 30, 11);
        assertThat(findings).extracting(BiasFinding::verdict).containsOnly(Verdict.OK);
        assertThat(findings.getFirst().value()).isLessThan(-0.1);
    }

    @Test
    void aGroupOfFewRowsIsNotTold() {
        assertThat(findings(1000, 500, 19, 0)).allSatisfy(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
            assertThat(finding.value()).isNull();
            assertThat(finding.rows()).isNull();
        });
    }

    @Test
    void aPrivilegedGroupOfFewRowsComparesWithNobody() {
        assertThat(findings(19, 10, 1000, 0)).extracting(BiasFinding::verdict).containsOnly(Verdict.INSUFFICIENT_DATA);
    }

    @Test
    void aRatioToNobodyHasNoNumberButMayBeABreach() {
        BiasFinding ratio = findings(1000, 0, 1000, 500).get(1);
        assertThat(ratio.value()).isNull();
        assertThat(ratio.breached()).isTrue();
    }

    @Test
    void aGroupThatDidNotComeIsNotMentioned() {
        assertThat(findings(1000, 500, 0, 0)).isEmpty();
    }
}
