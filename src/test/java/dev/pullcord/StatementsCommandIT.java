package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.authorities.FakeTransparencyDatabase;
import dev.pullcord.authorities.FakeTransparencyDatabase.Mood;
import dev.pullcord.intake.Partition;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Statement;
import dev.pullcord.transparency.Restriction;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each statement reaches the database once, whatever either of the two does. */
@Timeout(120)
class StatementsCommandIT {
    private final FakeTransparencyDatabase database = new FakeTransparencyDatabase();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private Foundation running;

    @AfterEach
    void close() {
        if (running != null) {
            running.close();
        }
        database.close();
    }

    private static Restriction restriction(int number, boolean withheld) {
        Instant decided = Instant.parse("2026-11-20T12:00:00Z").plusSeconds(number);
        return new Restriction(
                puid(number),
                decided,
                decided.minusSeconds(60),
                "grooming",
                "Grooming of a minor",
                Reason.GROOMING,
                List.of(new Restriction.Measure(Restriction.Kind.ACCOUNT, Optional.empty())),
                Restriction.Source.NOTICE,
                1,
                true,
                true,
                Statement.Ground.CONTRACTUAL,
                Optional.empty(),
                List.of(),
                false,
                withheld);
    }

    private static String puid(int number) {
        return String.format(java.util.Locale.ROOT, "c000-%020d-d1", number);
    }

    /** A Redis with so many decisions that took something; runs until the test ends, as beside a service. */
    private void kept(int from, int to, int... withheld) {
        if (running == null) {
            SettingOptions settings = new SettingOptions();
            settings.data = folder.resolve("data").toString();
            running = Foundation.forCommand(settings.read(Map.of("log.level", "error"), Map.of()), Clock.systemUTC());
            new Registrar(running.store(), Clock.systemUTC())
                    .enterPlatform("tandem", 1, "generic", Optional.empty(), Optional.empty());
        }
        Partition partition = new Partition("tandem", 0);
        List<Restriction> found = IntStream.range(from, to)
                .mapToObj(n -> restriction(n, IntStream.of(withheld).anyMatch(w -> w == n)))
                .toList();
        long read = Registrar.await(running.store().restrictions().readTo(partition));
        assertThat(Registrar.await(running.store()
                        .restrictions()
                        .keep(
                                partition,
                                read,
                                read + 1,
                                found,
                                YearMonth.of(2026, 11),
                                Map.of(),
                                Clock.systemUTC().instant().minus(Duration.ofMinutes(5)))))
                .isTrue();
    }

    private int send(String... more) throws IOException {
        Path token = folder.resolve("token");
        Files.writeString(token, FakeTransparencyDatabase.TOKEN + "\n");
        List<String> args = new ArrayList<>(
                List.of("statements", "send", "--data", folder.resolve("data").toString()));
        args.addAll(List.of("--url", database.url().toString(), "--token-file", token.toString()));
        args.addAll(List.of(more));
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args.toArray(String[]::new));
    }

    private static List<String> puids(int from, int to) {
        return IntStream.range(from, to).mapToObj(StatementsCommandIT::puid).toList();
    }

    @Test
    void aHundredInACallAndEachOnce() throws IOException {
        kept(0, 250);

        assertThat(send()).as(err.toString()).isEqualTo(Main.FINE);
        assertThat(database.puids()).isEqualTo(puids(0, 250));
        assertThat(database.calls()).hasSize(3);
        assertThat(out.toString()).startsWith("250 statements sent to localhost, 0 were there before, 0 left out");

        assertThat(send()).isEqualTo(Main.FINE);
        assertThat(database.calls()).as("nothing new, no call").hasSize(3);

        kept(250, 252);
        assertThat(send()).isEqualTo(Main.FINE);
        assertThat(database.puids()).isEqualTo(puids(0, 252));
        assertThat(out.toString()).doesNotContain(FakeTransparencyDatabase.TOKEN);
    }

    @Test
    void whatGotLostOnTheWayBackIsKnownThere() throws IOException {
        kept(0, 150);
        database.next(Mood.TAKES_AND_HANGS_UP);

        assertThat(send()).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("not now").contains("the next time goes on from here");

        database.next(Mood.UNAVAILABLE);
        assertThat(send()).isEqualTo(Main.FAILED);

        assertThat(send()).as(err.toString()).isEqualTo(Main.FINE);
        assertThat(database.puids()).isEqualTo(puids(0, 150));
        assertThat(out.toString()).startsWith("50 statements sent to localhost, 100 were there before");
    }

    @Test
    void someThatAreKnownKeepNoneOfTheOthersBack() throws IOException {
        kept(0, 5);
        database.knows(puid(0));
        database.knows(puid(3));

        assertThat(send()).as(err.toString()).isEqualTo(Main.FINE);

        assertThat(database.puids()).containsExactly(puid(1), puid(2), puid(4));
    }

    @Test
    void oneThatIsRefusedIsNamedAndNothingIsLostBehindIt() throws IOException {
        kept(0, 5);
        database.knows(puid(1));
        database.refuses(puid(2));

        assertThat(send()).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("refused: " + puid(2)).contains("The selected category is invalid");
        assertThat(database.puids()).containsExactly(puid(0));

        assertThat(send("--skip", puid(2))).as(err.toString()).isEqualTo(Main.FINE);
        assertThat(database.puids()).containsExactly(puid(0), puid(3), puid(4));
    }

    @Test
    void whatTheAccountIsNotToldOfIsLeftOut() throws IOException {
        kept(0, 3, 1);

        assertThat(send("--dry-run")).isEqualTo(Main.FINE);
        assertThat(out.toString().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("{\"decision_"));
        assertThat(database.calls()).isEmpty();

        assertThat(send()).isEqualTo(Main.FINE);
        assertThat(database.puids()).containsExactly(puid(0), puid(2));
        assertThat(out.toString()).contains("1 left out");
    }

    @Test
    void aTokenThatIsNoneIsSaidAndNothingElseTried() throws IOException {
        kept(0, 1);
        Path wrong = folder.resolve("wrong");
        Files.writeString(wrong, "1|another-token");

        assertThat(Main.run(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        "statements",
                        "send",
                        "--data",
                        folder.resolve("data").toString(),
                        "--url",
                        database.url().toString(),
                        "--token-file",
                        wrong.toString()))
                .isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("the token is not taken (HTTP 401)").doesNotContain("another-token");
        assertThat(database.puids()).isEmpty();
    }
}
