package dev.pullcord.plugin;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The smallest connector that keeps its promises, and, with a {@link Flaw}, one that does not. */
final class SampleConnector implements Connector, ConnectorFactory {
    /** A promise to break. */
    enum Flaw {
        NONE,
        BLOCKS,
        ACTS_TWICE,
        THROWS,
        FORGETS_THE_DEADLINE,
        TELLS_THE_KEY,
        IGNORES_CLOSE,
        ANSWERS_NULL,
        TAKES_SILENCE_FOR_YES,
        NEEDS_NO_SETTINGS
    }

    static final String KEY = "s3same";

    private final Flaw flaw;
    private final Map<String, Integer> effects = new ConcurrentHashMap<>();
    private ConnectorContract.Mood mood = ConnectorContract.Mood.WELL;
    private ConnectorContext context;
    private boolean closed;

    SampleConnector(Flaw flaw) {
        this.flaw = flaw;
    }

    void mood(ConnectorContract.Mood next) {
        mood = next;
    }

    int effects(String actionId) {
        return effects.getOrDefault(actionId, 0);
    }

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public int spiVersion() {
        return ConnectorFactory.SPI_VERSION;
    }

    @Override
    public Connector create(ConnectorContext given) {
        if (!KEY.equals(given.config().get("key")) && flaw != Flaw.NEEDS_NO_SETTINGS) {
            throw new IllegalArgumentException("key: is missing");
        }
        context = context == null ? given : context;
        return this;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(new Capability(ActionType.WARN, Capability.Support.NATIVE, Optional.empty()));
    }

    @Override
    public CompletionStage<ActionResult> act(ActionRequest request) {
        if (flaw == Flaw.THROWS) {
            throw new IllegalStateException("broken");
        }
        Duration left = Duration.between(context.clock().instant(), request.deadline());
        if ((closed && flaw != Flaw.IGNORES_CLOSE) || (left.isNegative() && flaw != Flaw.FORGETS_THE_DEADLINE)) {
            return CompletableFuture.completedFuture(ActionResult.failed("not sent", Duration.ZERO));
        }
        if (flaw == Flaw.ANSWERS_NULL) {
            return CompletableFuture.completedFuture(null);
        }
        return switch (mood) {
            case WELL -> done(effect(request) ? ActionResult.Status.DONE : ActionResult.Status.ALREADY_DONE);
            case EMPTY -> done(ActionResult.Status.TARGET_GONE);
            case FAILING, DEAD ->
                CompletableFuture.completedFuture(ActionResult.failed(
                        flaw == Flaw.TELLS_THE_KEY ? "cannot log in with " + KEY : "cannot log in", Duration.ZERO));
            case BREAKING -> {
                effect(request);
                yield CompletableFuture.completedFuture(ActionResult.unknown("broke", Duration.ZERO));
            }
            case SILENT -> silent(left);
        };
    }

    private CompletionStage<ActionResult> silent(Duration left) {
        if (flaw == Flaw.TAKES_SILENCE_FOR_YES) {
            return done(ActionResult.Status.DONE);
        }
        CompletableFuture<ActionResult> answer = new CompletableFuture<ActionResult>()
                .completeOnTimeout(
                        ActionResult.unknown("silence", left), Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS);
        if (flaw == Flaw.BLOCKS) {
            answer.join();
        }
        return answer;
    }

    private boolean effect(ActionRequest request) {
        int times = effects.merge(request.actionId(), 1, (old, one) -> flaw == Flaw.ACTS_TWICE ? old + one : old);
        return times == 1;
    }

    private static CompletionStage<ActionResult> done(ActionResult.Status status) {
        return CompletableFuture.completedFuture(ActionResult.answered(status, Optional.empty(), Duration.ZERO));
    }

    @Override
    public CompletionStage<Health> check() {
        return CompletableFuture.completedFuture(Health.up());
    }

    @Override
    public CompletionStage<Void> close() {
        closed = true;
        return CompletableFuture.completedFuture(null);
    }
}
