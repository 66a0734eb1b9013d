package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.RepeatedCalls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers to desk writes on Redis, a key each, gone after a day. */
public final class RedisRepeatedCalls implements RepeatedCalls {
    private enum Begin {
        YOURS,
        UNDER_WAY,
        ANSWERED
    }

    private enum Keep {
        KEPT,
        ANSWERED
    }

    private enum Release {
        RELEASED,
        NOT_YOURS
    }

    /** Longer than any write takes whose commands time out, and no longer than a person waits. */
    static final Duration MADE_IN = Duration.ofSeconds(30);

    private static final Duration KEPT_FOR = Duration.ofHours(24);

    private final Keys keys;
    private final Optional<PassingKeys> passing;
    private final Duration madeIn;
    private final Script begin;
    private final Script keep;
    private final Script release;

    /** Nothing is sealed. */
    RedisRepeatedCalls(RedisLink link, Keys keys, Duration madeIn) {
        this(link, keys, madeIn, Optional.empty());
    }

    /**
     * Answers sealed, for they say what the call said.
     *
     * @param madeIn how long a call may take; then it is anybody's again
     */
    RedisRepeatedCalls(RedisLink link, Keys keys, Duration madeIn, Optional<PassingKeys> passing) {
        this.keys = keys;
        this.passing = passing;
        this.madeIn = madeIn;
        this.begin = new Script(link, "begin_call");
        this.keep = new Script(link, "keep_answer");
        this.release = new Script(link, "release_call");
    }

    @Override
    public CompletionStage<Standing> begin(Moderator moderator, String call, String maker, String bodyDigest) {
        return begin.run(key(moderator, call), List.of(maker, bodyDigest, Long.toString(madeIn.toMillis())))
                .thenApply(words -> switch (Script.word(Begin.class, words.get(0))) {
                    case YOURS -> new Standing.Yours();
                    case UNDER_WAY -> new Standing.UnderWay(words.get(1));
                    case ANSWERED ->
                        new Standing.Answered(new Given(words.get(1), Integer.parseInt(words.get(2)), words.get(3)));
                });
    }

    @Override
    public CompletionStage<Void> keep(Moderator moderator, String call, Given given) {
        return passing.map(keys -> keys.close(moderator.platform(), given.body()))
                .orElseGet(() -> CompletableFuture.completedFuture(given.body()))
                .thenCompose(body -> keep.run(
                        key(moderator, call),
                        List.of(
                                given.bodyDigest(),
                                Integer.toString(given.status()),
                                body,
                                Long.toString(KEPT_FOR.toMillis()))))
                .thenAccept(words -> Script.word(Keep.class, words.get(0)));
    }

    @Override
    public CompletionStage<Void> release(Moderator moderator, String call, String maker) {
        return release.run(key(moderator, call), List.of(maker))
                .thenAccept(words -> Script.word(Release.class, words.get(0)));
    }

    /** One key a call and nothing else touches it: any partition will do. */
    private List<String> key(Moderator moderator, String call) {
        return List.of(
                keys.repeatedCall(new Partition(moderator.platform(), 0), Keys.digest(moderator.id() + '\0' + call)));
    }
}
