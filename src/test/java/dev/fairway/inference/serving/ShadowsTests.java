package dev.fairway.inference.serving;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Predictions.Estimated;
import dev.fairway.inference.Answer;
import dev.fairway.inference.Caller;
import dev.fairway.inference.Input;
import dev.fairway.inference.Output;
import dev.fairway.inference.Router;
import dev.fairway.inference.RoutesChanged;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionId;
import dev.fairway.tensor.Tensor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.unit.DataSize;

@Timeout(20)
class ShadowsTests {

    private static final ModelName INCOME = new ModelName("income");
    private static final VersionId FIRST = new VersionId(INCOME, 1);
    private static final VersionId SECOND = new VersionId(INCOME, 2);
    private static final VersionId THIRD = new VersionId(INCOME, 3);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FixedRoutes router = new FixedRoutes();
    private final FakeVersions versions = new FakeVersions();
    private final Shadows shadows = new Shadows(router, versions,
            new ShadowProperties(4, DataSize.ofKilobytes(1), 0.01), registry);

    @BeforeEach
    void twoShadowsSeeTheFirstVersion() {
        route(new Router.Route(FIRST, List.of(SECOND, THIRD)));
    }

    @Test
    void everyAnswerIsComparedAndCounted() {
        for (int i = 0; i < 10; i++) {
            versions.said = i < 3 ? 7 : 1;
            ask(1);
            await().until(() -> total(SECOND) + total(THIRD), counted -> counted == 2 * asked());
        }
        assertThat(count(SECOND, "agree")).isEqualTo(7);
        assertThat(count(SECOND, "disagree")).isEqualTo(3);
        assertThat(registry.get("fairway.shadow.difference").tag("shadow", "3").summary().totalAmount())
                .isEqualTo(3 * 6);
    }

    @Test
    void quantitiesAreComparedByTheSpreadOfTheVersionThatAnswers() {
        versions.spread = 1000;
        versions.said = 7;
        ask(1);
        await().until(() -> count(SECOND, "agree"), counted -> counted == 1);
    }

    @Test
    void aBlockedShadowIsBoundedAndTheRestIsShed() {
        versions.block();
        for (int i = 0; i < 100; i++) {
            ask(1);
        }
        assertThat(count(SECOND, "shed")).isEqualTo(96);
        await().until(versions.inside::get, inside -> inside == 8);
        versions.open();
        await().until(() -> count(SECOND, "agree") + count(THIRD, "agree"), counted -> counted == 8);
        ask(1);
        await().until(() -> count(SECOND, "agree"), counted -> counted == 5);
    }

    @Test
    void aBlockedShadowTakesNothingFromAnother() {
        versions.block();
        for (int i = 0; i < 4; i++) {
            ask(1);
        }
        route(new Router.Route(FIRST, List.of(SECOND, THIRD)), new Router.Route(SECOND, List.of(THIRD)));
        versions.blocked.remove(THIRD);
        shadows.see(answer(SECOND, 1), input(8), List.of(THIRD));
        await().until(() -> registry.get("fairway.shadow.answers")
                .tags("version", "2", "shadow", "3", "outcome", "agree")
                .counter()
                .count(), counted -> counted == 1);
        versions.open();
    }

    @Test
    void whatShadowsHoldIsBounded() {
        versions.block();
        shadows.see(answer(FIRST, 1), input(600), List.of(SECOND, THIRD));
        assertThat(count(THIRD, "shed")).isEqualTo(1);
        versions.open();
        await().until(() -> count(SECOND, "agree"), counted -> counted == 1);
        shadows.see(answer(FIRST, 1), input(600), List.of(THIRD));
        await().until(() -> count(THIRD, "agree"), counted -> counted == 1);
    }

    @Test
    void aFailingShadowFailsNobody() {
        versions.failure = new IllegalStateException("the run failed");
        ask(1);
        await().until(() -> count(SECOND, "failed"), counted -> counted == 1);
        versions.failure = new Refusal(Refusal.Kind.OVERLOADED, "the queue is full");
        ask(1);
        await().until(() -> count(SECOND, "shed"), counted -> counted == 1);
        versions.failure = new NoClassDefFoundError("native");
        ask(1);
        await().until(() -> count(SECOND, "failed"), counted -> counted == 2);
    }

    @Test
    void theBuffersOfTheRequestMayServeTheNextOne() {
        versions.block();
        Tensor tensor = Tensor.of("a", List.of(2), 1f, 2f);
        shadows.see(answer(FIRST, 1), new Input.Tensors(List.of(tensor)), List.of(SECOND));
        tensor.data().putFloat(0, 9f);
        versions.open();
        await().until(() -> total(SECOND), counted -> counted == 1);
        assertThat(versions.seen).singleElement()
                .isInstanceOfSatisfying(Input.Tensors.class,
                        input -> assertThat(input.tensors().getFirst().toFloats()).containsExactly(1f, 2f));
    }

    @Test
    void theSeriesEndWithTheShadow() {
        ask(1);
        route(new Router.Route(FIRST, List.of(THIRD)));
        assertThat(registry.find("fairway.shadow.answers").tag("shadow", "2").meters()).isEmpty();
        assertThat(registry.find("fairway.shadow.answers").tag("shadow", "3").meters()).hasSize(4);
        shadows.see(answer(FIRST, 1), input(8), List.of(SECOND));
        route();
        await().until(versions.inside::get, inside -> inside == 0);
        assertThat(registry.getMeters()).isEmpty();
    }

    private void route(Router.Route... routes) {
        router.routes = List.of(routes);
        shadows.changed(new RoutesChanged(INCOME));
    }

    private void ask(double said) {
        versions.asked.incrementAndGet();
        shadows.see(answer(FIRST, said), input(8), List.of(SECOND, THIRD));
    }

    private int asked() {
        return versions.asked.get();
    }

    private static Answer answer(VersionId version, double said) {
        return new Answer(version, new Output.Predicted(new Estimated(new double[]{said})), List.of("id"));
    }

    private static Input input(int bytes) {
        return new Input.Items(List.of(new byte[bytes]));
    }

    private double count(VersionId shadow, String outcome) {
        return registry.get("fairway.shadow.answers")
                .tags("version", "1", "shadow", Integer.toString(shadow.number()), "outcome", outcome)
                .counter()
                .count();
    }

    private double total(VersionId shadow) {
        return count(shadow, "agree") + count(shadow, "disagree") + count(shadow, "failed") + count(shadow, "shed");
    }

    private static final class FixedRoutes implements Router {

        private List<Route> routes = List.of();

        @Override
        public Route route(ModelName model, Caller caller) {
            return routes.getFirst();
        }

        @Override
        public Collection<Route> routes(ModelName model) {
            return routes;
        }

        @Override
        public Set<VersionId> used(ModelName model) {
            return Set.of();
        }

        @Override
        public Set<VersionId> answering() {
            return routes.stream().map(Route::answering).collect(Collectors.toSet());
        }
    }

    /** Versions that say what they are told to, when they are let. */
    private static final class FakeVersions implements ShadowVersions {

        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger inside = new AtomicInteger();
        private final List<Input> seen = Collections.synchronizedList(new ArrayList<>());
        private final Set<VersionId> blocked = ConcurrentHashMap.newKeySet();
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile double said = 1;
        private volatile double spread = 1;
        private volatile @Nullable Throwable failure;

        void block() {
            gate = new CountDownLatch(1);
            blocked.addAll(Set.of(SECOND, THIRD));
        }

        void open() {
            gate.countDown();
        }

        @Override
        public Output ask(VersionId version, Input input) {
            inside.incrementAndGet();
            try {
                if (blocked.contains(version)) {
                    assertThat(gate.await(10, SECONDS)).isTrue();
                }
                fail();
                seen.add(input);
                return new Output.Predicted(new Estimated(new double[]{said}));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                inside.decrementAndGet();
            }
        }

        private void fail() {
            switch (failure) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> {
                }
            }
        }

        @Override
        public double spread(VersionId version) {
            return spread;
        }
    }
}
