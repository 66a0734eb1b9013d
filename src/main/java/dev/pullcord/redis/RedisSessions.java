package dev.pullcord.redis;

import dev.pullcord.review.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Sign-ins on Redis, each a hash that goes away by itself. */
public final class RedisSessions implements Sessions {
    private enum Begin {
        BEGUN
    }

    private enum Use {
        KNOWN,
        UNKNOWN
    }

    private final RedisLink link;
    private final Keys keys;
    private final Script begin;
    private final Script use;

    RedisSessions(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
        this.begin = new Script(link, "begin_session");
        this.use = new Script(link, "use_session");
    }

    @Override
    public CompletionStage<Void> begin(String digest, Session session, Duration idle) {
        return begin.run(
                        List.of(keys.session(digest)),
                        List.of(
                                session.personId(),
                                session.way(),
                                Long.toString(session.accessVersion()),
                                CaseFields.millis(session.beganAt()),
                                CaseFields.millis(session.expiresAt()),
                                Long.toString(idle.toMillis())))
                .thenAccept(words -> Script.word(Begin.class, words.get(0)));
    }

    @Override
    public CompletionStage<Optional<Session>> use(String digest, Instant now, Duration idle) {
        return use.run(List.of(keys.session(digest)), List.of(CaseFields.millis(now), Long.toString(idle.toMillis())))
                .thenApply(words -> switch (Script.word(Use.class, words.get(0))) {
                    case KNOWN ->
                        Optional.of(new Session(
                                words.get(1),
                                words.get(2),
                                Long.parseLong(words.get(3)),
                                Instant.ofEpochMilli(Long.parseLong(words.get(4))),
                                Instant.ofEpochMilli(Long.parseLong(words.get(5)))));
                    case UNKNOWN -> Optional.empty();
                });
    }

    @Override
    public CompletionStage<Void> end(String digest) {
        return link.commands().del(keys.session(digest)).thenAccept(gone -> {});
    }
}
