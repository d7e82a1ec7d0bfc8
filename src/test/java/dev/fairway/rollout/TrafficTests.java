package dev.fairway.rollout;

import static dev.fairway.rollout.Replica.INCOME;
import static dev.fairway.rollout.Replica.caller;
import static dev.fairway.rollout.Replica.shares;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.fairway.contract.Refusal;
import dev.fairway.contract.Refusal.FieldError;
import dev.fairway.inference.Caller;
import dev.fairway.inference.UnknownModel;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.registry.TrafficChanged;
import dev.fairway.registry.TrafficPlan;
import dev.fairway.registry.TrafficPlan.Share;
import dev.fairway.registry.VersionId;
import dev.fairway.testing.Databases;
import dev.fairway.testing.Databases.Database;
import dev.fairway.testing.SampleVersion;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrafficTests {

    private final Path home;
    private final DataSource database = Databases.h2();
    private Replica here;

    TrafficTests(@TempDir Path home) {
        this.home = home;
        this.here = new Replica(database, home);
    }

    @BeforeEach
    void threeVersionsOfWhichTheFirstIsInProduction() {
        register(here);
        here.point(1);
    }

    @AfterEach
    void stop() {
        here.close();
    }

    private void register(Replica replica) {
        for (int i = 0; i < 3; i++) {
            String job = UUID.randomUUID().toString();
            replica.models.register(INCOME, SampleVersion.write(home.resolve(job), job));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.fairway.testing.Databases#all")
    void aPlanIsThereAfterARestart(Database kind) {
        DataSource own = kind.open();
        TrafficWish wish = new TrafficWish(shares(2, 5, 1, 95), List.of(3), "X-User-Id");
        try (Replica before = new Replica(own, home)) {
            register(before);
            before.traffic.change(INCOME, wish);
        }
        try (Replica after = new Replica(own, home)) {
            assertThat(after.traffic.of(INCOME))
                    .isEqualTo(new TrafficPlan(List.of(new Share(1, 95), new Share(2, 5)), List.of(3), "X-User-Id"));
            assertThat(after.shadows()).containsExactly(3);
            after.traffic.reset(INCOME);
            assertThat(after.traffic.of(List.of(INCOME))).isEmpty();
        }
    }

    @Test
    void aSplitSharesTheCallsOut() {
        here.split(1, 50, 2, 50);
        assertThat(here.allAnswering()).containsExactlyInAnyOrder(1, 2);
        here.traffic.reset(INCOME);
        assertThat(here.allAnswering()).containsExactly(1);
    }

    @Test
    void aVersionOfWeightZeroIsLoadedAndGetsNoCalls() {
        here.split(1, 0, 2, 1, 3, 0);
        assertThat(here.loading().loaded).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(here.allAnswering()).containsExactly(2);
    }

    @Test
    void aSplitNeedsNoVersionInProduction() {
        here.models.unpoint(Models.PRODUCTION, INCOME);
        here.split(2, 1);
        assertThat(here.answering()).isEqualTo(2);
    }

    @Test
    void aVersionThatAnswersDoesNotShadowItself() {
        here.traffic.change(INCOME, new TrafficWish(shares(1, 50, 2, 50), List.of(2, 3), null));
        for (int i = 0; i < 50; i++) {
            var route = here.router.route(INCOME, caller("request-" + i));
            assertThat(route.shadows()).extracting(VersionId::number)
                    .isEqualTo(route.answering().number() == 2 ? List.of(3) : List.of(2, 3));
        }
    }

    @Test
    void aPlanWithAVersionThatCannotBeLoadedChangesNothing() {
        here.split(1, 50, 2, 50);
        here.loading().broken = true;
        assertThatThrownBy(() -> here.split(3, 1)).hasMessage("cannot be loaded");
        assertThat(here.allAnswering()).containsExactlyInAnyOrder(1, 2);
        assertThat(here.traffic.of(INCOME).answering()).containsExactly(1, 2);
    }

    @Test
    void aPromotionEndsTheSplitAndTheShadowOfThatVersion() {
        here.traffic.change(INCOME, new TrafficWish(shares(1, 95, 2, 5), List.of(2, 3), "X-User-Id"));
        here.point(2);
        assertThat(here.allAnswering()).containsExactly(2);
        assertThat(here.shadows()).containsExactly(3);
        assertThat(here.traffic.of(INCOME)).isEqualTo(new TrafficPlan(List.of(new Share(2, 100)), List.of(3), null));
        assertThat(here.loading().changes).last()
                .isEqualTo(new TrafficChanged(INCOME, new TrafficPlan(List.of(), List.of(3), null)));
    }

    @Test
    void pointingProductionWhereItPointedTakesTheCanaryBack() {
        here.split(1, 95, 2, 5);
        here.point(1);
        assertThat(here.allAnswering()).containsExactly(1);
        assertThat(here.traffic.of(List.of(INCOME))).isEmpty();
    }

    @Test
    void otherAliasesLeaveTheSplitAlone() {
        here.split(1, 50, 2, 50);
        here.models.point(Models.CANDIDATE, new VersionId(INCOME, 3));
        assertThat(here.allAnswering()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void takingTheModelOutOfProductionEndsItsTraffic() {
        here.split(1, 50, 2, 50);
        here.models.unpoint(Models.PRODUCTION, INCOME);
        assertThatThrownBy(here::answering).isInstanceOf(UnknownModel.class);
        assertThat(here.router.used(INCOME)).isEmpty();
    }

    @Test
    void whatTakesPartInTheTrafficIsInUse() {
        here.traffic.change(INCOME, new TrafficWish(shares(2, 1), List.of(3), null));
        assertThat(here.router.used(INCOME)).containsExactlyInAnyOrder(new VersionId(INCOME, 2),
                new VersionId(INCOME, 3));
        assertThat(here.router.answering()).containsExactly(new VersionId(INCOME, 2));
        for (int version : new int[]{2, 3}) {
            assertThatThrownBy(() -> here.models.delete(new VersionId(INCOME, version)))
                    .hasMessageContaining("take it out of the traffic first")
                    .asInstanceOf(type(Refusal.class))
                    .extracting(Refusal::kind)
                    .isEqualTo(Refusal.Kind.CONFLICT);
        }
        here.traffic.reset(INCOME);
        here.models.delete(new VersionId(INCOME, 3));
        assertThat(here.models.version(new VersionId(INCOME, 3))).isEmpty();
    }

    @Test
    void anotherReplicaFollowsWithTheRefresh() {
        try (Replica there = new Replica(database, home)) {
            here.traffic.change(INCOME, new TrafficWish(shares(1, 50, 2, 50), List.of(3), null));
            assertThat(there.allAnswering()).containsExactly(1);
            there.router.refresh();
            assertThat(there.allAnswering()).containsExactlyInAnyOrder(1, 2);
            assertThat(there.shadows()).containsExactly(3);
            assertThat(there.loading().loaded).containsExactlyInAnyOrder(1, 2, 3);
        }
    }

    @Test
    void followingAPromotionKeepsWhatWasSplitSince() {
        try (Replica there = new Replica(database, home)) {
            here.point(2);
            here.split(2, 50, 3, 50);
            there.router.refresh();
            assertThat(there.allAnswering()).containsExactlyInAnyOrder(2, 3);
            assertThat(here.traffic.of(INCOME).answering()).containsExactly(2, 3);
        }
    }

    @Test
    void aPlanThatCannotBeFollowedHereIsTriedAgain() {
        try (Replica there = new Replica(database, home)) {
            here.split(2, 1);
            there.loading().broken = true;
            there.router.refresh();
            assertThat(there.answering()).isEqualTo(1);
            there.loading().broken = false;
            there.router.refresh();
            assertThat(there.answering()).isEqualTo(2);
        }
    }

    @Test
    void theSameCallerMeetsTheSameVersionOnEveryReplica() {
        here.split(1, 50, 2, 50);
        try (Replica there = new Replica(database, home)) {
            for (int i = 0; i < 100; i++) {
                assertThat(there.router.route(INCOME, caller("u" + i)))
                        .isEqualTo(here.router.route(INCOME, caller("u" + i)));
            }
        }
    }

    @Test
    void aHeaderKeepsACallerWithAVersion() {
        here.traffic.change(INCOME, new TrafficWish(shares(1, 50, 2, 50), List.of(), "X-User-Id"));
        for (String user : new String[]{"ada", "grace", "alan", "edsger"}) {
            assertThat(IntStream.range(0, 20).mapToObj(i -> answering("request-" + i, "X-User-Id", user)).distinct())
                    .hasSize(1);
        }
        assertThat(IntStream.range(0, 20).mapToObj(i -> answering("request-1", "X-User-Id", "user-" + i)).distinct())
                .containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void aCallerWithoutTheHeaderIsForItself() {
        here.traffic.change(INCOME, new TrafficWish(shares(1, 50, 2, 50), List.of(), "X-User-Id"));
        assertThat(IntStream.range(0, 50).mapToObj(i -> answering("request-" + i, "X-Other", "ada")).distinct())
                .containsExactlyInAnyOrder(1, 2);
    }

    private int answering(String request, String header, String value) {
        Caller caller = new Caller(request, name -> header.equals(name) ? value : null);
        return here.router.route(INCOME, caller).answering().number();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aPlanThatCannotBeIsRefusedByField(TrafficWish wish, Set<String> fields) {
        assertThatThrownBy(() -> here.traffic.change(INCOME, wish)).asInstanceOf(type(Refusal.class))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID))
                .satisfies(refusal -> assertThat(refusal.errors()).extracting(FieldError::field)
                        .hasSameElementsAs(fields));
    }

    static Stream<Arguments> mistakes() {
        return Map
                .of(wish(shares(1, -1)), Set.of("split[0].weight"), wish(shares(1, 1_000_001)),
                        Set.of("split[0].weight"), wish(shares(1, 0, 2, 0)), Set.of("split"), wish(shares(1, 1, 1, 2)),
                        Set.of("split[1].version"), wish(Arrays.asList(new TrafficWish.Share(null, 1), null)),
                        Set.of("split[0].version", "split[1].version", "split[1].weight"), wish(shares(9, -1)),
                        Set.of("split[0].version", "split[0].weight"), new TrafficWish(null, List.of(1), null),
                        Set.of("shadow"), new TrafficWish(shares(2, 1), List.of(3, 3), null), Set.of("shadow[1]"),
                        new TrafficWish(null, Arrays.asList((Integer) null), null), Set.of("shadow[0]"),
                        new TrafficWish(null, null, "X User"), Set.of("sticky_by"))
                .entrySet()
                .stream()
                .map(mistake -> Arguments.of(mistake.getKey(), mistake.getValue()));
    }

    private static TrafficWish wish(List<TrafficWish.@Nullable Share> split) {
        return new TrafficWish(split, null, null);
    }

    @Test
    void anUnknownVersionAndAnUnknownModelAreTold() {
        assertThatThrownBy(() -> here.split(1, 1, 9, 1)).hasMessage("model income has no version 9; it has 1, 2, 3")
                .asInstanceOf(type(Refusal.class))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNKNOWN))
                .satisfies(refusal -> assertThat(refusal.errors()).extracting(FieldError::field)
                        .containsExactly("split[1].version"));
        assertThatThrownBy(() -> here.traffic.change(new ModelName("other"), wish(List.of())))
                .hasMessage("there is no model other");
    }
}
