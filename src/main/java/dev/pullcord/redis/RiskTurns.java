package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Courses;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/** How risks went, in a field of each subject's hash: 50 of 40 bytes. */
final class RiskTurns implements Courses {
    private static final String FIELD = "course";

    private enum Reply {
        KEPT,
        UNKNOWN
    }

    private final RedisLink link;
    private final Keys keys;
    private final Script turn;

    RiskTurns(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
        this.turn = new Script(link, "turn_risk");
    }

    @Override
    public CompletionStage<Void> turned(Partition partition, Subject subject, Turn turned) {
        String written = String.format(
                Locale.ROOT,
                "%d %.4f %.4f %.4f %.4f",
                turned.at().toEpochMilli(),
                turned.before(),
                turned.after(),
                turned.beforeToDecide(),
                turned.afterToDecide());
        return turn.run(List.of(keys.subject(partition, subject)), List.of(written, Integer.toString(TURNS)))
                .thenAccept(words -> Script.word(Reply.class, words.get(0)));
    }

    @Override
    public CompletionStage<List<Turn>> course(Partition partition, Subject subject) {
        return link.commands()
                .hget(keys.subject(partition, subject), FIELD)
                .thenApply(text -> text == null
                        ? List.of()
                        : Arrays.stream(text.split(",", -1))
                                .map(RiskTurns::read)
                                .toList());
    }

    private static Turn read(String written) {
        String[] words = written.split(" ", -1);
        return new Turn(
                Instant.ofEpochMilli(Long.parseLong(words[0])),
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3]),
                Double.parseDouble(words[4]));
    }
}
