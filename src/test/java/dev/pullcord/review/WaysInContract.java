package dev.pullcord.review;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.review.Credentials.Passkey;
import dev.pullcord.review.Tickets.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every keeper of credentials and tickets does. */
public abstract class WaysInContract {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Passkey KEY = new Passkey("id", "phone", "key", 3, Events.T0);

    protected abstract Credentials.Book book();

    protected abstract Tickets tickets();

    @Test
    void credentialsAreReadAsTheyWereWrittenAndForgotten() {
        assertThat(now(book().find("m-1"))).isEqualTo(Credentials.NONE);

        now(book().change("m-1", c -> c.withPassword("hash").withTotp("secret").with(List.of(KEY))));
        now(book().change("m-1", c -> c.tookTotp(7)));

        assertThat(now(book().find("m-1")))
                .isEqualTo(new Credentials(Optional.of("hash"), Optional.of("secret"), true, 7, List.of(KEY)));
        assertThat(now(book().find("m-2"))).isEqualTo(Credentials.NONE);
        now(book().forget("m-1"));
        assertThat(now(book().find("m-1"))).isEqualTo(Credentials.NONE);
    }

    @Test
    void changesAtOnceAreAllMade() {
        List<CompletableFuture<Credentials>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String id = "key" + i;
            all.add(book().change("m-1", c -> {
                        List<Passkey> more = new ArrayList<>(c.passkeys());
                        more.add(new Passkey(id, "n", "k", 0, Events.T0));
                        return c.with(more);
                    })
                    .toCompletableFuture());
        }
        all.forEach(Ground::now);

        assertThat(now(book().find("m-1")).passkeys()).hasSize(8);
    }

    @Test
    void aTicketIsTakenOnceHoweverManyTry() {
        now(tickets().put(Kind.CHALLENGE, "c", "mine", LONG));
        List<CompletableFuture<Optional<String>>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(tickets().take(Kind.CHALLENGE, "c").toCompletableFuture());
        }

        assertThat(all.stream().flatMap(f -> now(f).stream())).containsExactly("mine");
        assertThat(now(tickets().take(Kind.FLOW, "c"))).isEmpty();
    }

    @Test
    void guessesAreCountedForEachNameUntilTheyAreForgotten() {
        assertThat(now(tickets().count(Kind.NAME, "ann", LONG))).isEqualTo(1);
        assertThat(now(tickets().count(Kind.NAME, "ann", LONG))).isEqualTo(2);
        assertThat(now(tickets().count(Kind.NAME, "ben", LONG))).isEqualTo(1);
        assertThat(now(tickets().count(Kind.ADDRESS, "ann", LONG))).isEqualTo(1);

        now(tickets().clear(Kind.NAME, "ann"));

        assertThat(now(tickets().count(Kind.NAME, "ann", LONG))).isEqualTo(1);
    }
}
