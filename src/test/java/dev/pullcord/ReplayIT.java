package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.simulation.Happening;
import dev.pullcord.simulation.StubService;
import dev.pullcord.simulation.StubService.Mood;
import dev.pullcord.simulation.World;
import dev.pullcord.wire.DemoCredentials;
import dev.pullcord.wire.JsonPlatformWire;
import dev.pullcord.wire.WorldCodec;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ReplayIT {
    private final StubService service = new StubService();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void everyEventOfAWorldArrivesOnceAndEachAccountsInOrder() throws Exception {
        List<String> lines = world();

        assertThat(replay(lines)).isEqualTo(Main.FINE);

        assertThat(out.toString())
                .endsWith(lines.size() + " lines: " + lines.size() + " accepted, 0 duplicates, 0 rejected, 0 not events"
                        + System.lineSeparator());
        assertThat(service.events()).hasSize(lines.size());
        assertThat(orderBySubject(service.events()))
                .isEqualTo(orderBySubject(lines.stream().map(StubService::json).toList()));
        assertCorrectionsFollowTheirReports();
    }

    @Test
    void aServiceWithABadDayTakesThemAllTheSame() throws Exception {
        service.next(
                Mood.UNAVAILABLE,
                Mood.TAKES_AND_HANGS_UP,
                Mood.TOO_MANY,
                Mood.GARBAGE,
                Mood.TAKES_AND_HANGS_UP,
                Mood.UNAVAILABLE);
        List<String> lines = world();

        assertThat(replay(lines)).isEqualTo(Main.FINE);

        assertThat(service.events()).hasSize(lines.size());
        assertThat(out.toString()).contains(" 0 rejected, 0 not events").doesNotContain(" 0 duplicates");
        assertCorrectionsFollowTheirReports();
    }

    @Test
    void aBadLineIsNamedAndStopsNothing() throws Exception {
        byte[] good = flag("good-1", "a1").getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("bad.ndjson");
        try (var to = Files.newOutputStream(file)) {
            to.write(good);
            to.write("\n\n   \r\nnonsense\n{\"id\":\"x\"}\n".getBytes(StandardCharsets.UTF_8));
            to.write(new byte[] {'{', (byte) 0xC3, (byte) 0x28, '}', '\n'});
            to.write("\"".repeat(2 * 1024 * 1024).getBytes(StandardCharsets.UTF_8));
            to.write(("\n" + flag("good-2", "a2")).getBytes(StandardCharsets.UTF_8)); // without an end of line
        }

        assertThat(run("replay", file.toString(), "--url", service.url().toString(), "--key-file", key("good")))
                .isEqualTo(Main.FAILED);

        assertThat(service.events()).extracting(e -> e.path("id").asText()).containsExactly("good-1", "good-2");
        assertThat(out.toString().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("line 4: is not JSON"),
                        line -> assertThat(line).isEqualTo("line 5: has no source"),
                        line -> assertThat(line).isEqualTo("line 6: is not UTF-8"),
                        line -> assertThat(line).startsWith("line 7: is longer than"),
                        line -> assertThat(line)
                                .isEqualTo("6 lines: 2 accepted, 0 duplicates, 0 rejected, 4 not events"));
    }

    @Test
    void whatTheServiceRefusesIsNamedByItsLine() throws Exception {
        service.refuse(event -> event.path("id").asText().equals("e7"));
        service.chokeOn(body -> body.contains("e13\""));

        assertThat(replay(IntStream.rangeClosed(1, 40)
                        .mapToObj(i -> flag("e" + i, "a" + i))
                        .toList()))
                .isEqualTo(Main.FAILED);

        assertThat(out.toString().lines())
                .containsExactly(
                        "line 7: invalid-event · /data",
                        "line 13: 400 malformed · /3",
                        "40 lines: 38 accepted, 0 duplicates, 2 rejected, 0 not events");
    }

    @Test
    void bigEventsAreCutIntoRequestsTheContractAllows() throws Exception {
        String words = "ü".repeat(100_000); // 200 kB of UTF-8
        List<String> lines = IntStream.range(0, 30)
                .mapToObj(i -> flag("e" + i, "one").replace("\"reason\"", "\"text\":\"" + words + "\",\"reason\""))
                .toList();

        assertThat(replay(lines)).isEqualTo(Main.FINE);

        assertThat(service.events()).hasSize(30);
        assertThat(service.largest()).isLessThanOrEqualTo(1024 * 1024);
    }

    @Test
    void noRequestHasMoreThanFiveHundredEvents() throws Exception {
        List<String> lines =
                IntStream.range(0, 3000).mapToObj(i -> flag("e" + i, "one")).toList();

        assertThat(replay(lines, "--in-flight", "1")).isEqualTo(Main.FINE);

        assertThat(service.events()).hasSize(3000);
        assertThat(service.requests()).isGreaterThanOrEqualTo(6);
    }

    @Test
    void aWrongKeyEndsItAtOnce() throws Exception {
        Path file = Files.write(folder.resolve("one.ndjson"), List.of(flag("e1", "a1")));

        assertThat(run("replay", file.toString(), "--url", service.url().toString(), "--key-file", key("bad")))
                .isEqualTo(Main.FAILED);

        assertThat(err.toString()).contains("401 wrong-key").doesNotContain("\tat ", "bad");
    }

    @Test
    void aServiceThatIsNotThereEndsItWhenPatienceIsOver() throws Exception {
        URI gone;
        try (StubService closed = new StubService()) {
            gone = closed.url();
        }
        Path file = Files.write(folder.resolve("one.ndjson"), List.of(flag("e1", "a1")));

        assertThat(run(
                        "replay",
                        file.toString(),
                        "--url",
                        gone.toString(),
                        "--key-file",
                        key("good"),
                        "--patience",
                        "0"))
                .isEqualTo(Main.FAILED);

        assertThat(err.toString()).contains("no progress for 0 s").doesNotContain("\tat ");
    }

    @Test
    void theDemosAddressAndKeyAreFound() throws Exception {
        new DemoCredentials(
                        service.url(),
                        service.url(),
                        "demo",
                        "good",
                        Map.of("lead", "t"),
                        Map.of(),
                        List.of(new DemoCredentials.Moderator("Ada", "t")),
                        new DemoCredentials.Callback(service.url(), "whsec_x"))
                .write(DemoCredentials.below(folder));
        Path file = Files.write(folder.resolve("one.ndjson"), List.of(flag("e1", "a1")));

        assertThat(run("replay", file.toString(), "--data", folder.toString())).isEqualTo(Main.FINE);
        assertThat(service.events()).hasSize(1);
        assertThat(Files.getPosixFilePermissions(DemoCredentials.below(folder))).hasSize(2);
    }

    @Test
    void atSpeedTheEventsComeByTheirTime() throws Exception {
        Instant start = Instant.parse("2026-11-02T18:00:00Z");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            lines.add(flag("e" + i, "one")
                    .replace("\"type\"", "\"time\":\"" + start.plusSeconds(5L * i) + "\",\"type\""));
        }
        long begin = System.nanoTime();

        assertThat(replay(lines, "--speed", "10x")).isEqualTo(Main.FINE);

        assertThat((System.nanoTime() - begin) / 1_000_000).isGreaterThanOrEqualTo(1_990);
        assertThat(service.requests()).as("each posted when it is due").isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--speed 0",
                "--speed fast",
                "--speed -2x",
                "--url nowhere",
                "--url ftp://x",
                "--in-flight 0",
                "--patience -1"
            })
    void aWrongOptionIsNamed(String option) {
        List<String> args = new ArrayList<>(List.of("replay", "-"));
        args.addAll(List.of(option.split(" ", -1)));
        assertThat(run(args.toArray(String[]::new))).isEqualTo(Main.WRONG_USAGE);
        assertThat(err.toString()).contains(args.get(2));
    }

    private void assertCorrectionsFollowTheirReports() {
        List<String> before = new ArrayList<>();
        for (JsonNode event : service.events()) {
            String report = event.path("data").path("eventId").asText("");
            if (!report.isEmpty()) {
                assertThat(before).contains(report);
            }
            before.add(event.path("id").asText());
        }
    }

    private static Map<String, List<String>> orderBySubject(List<JsonNode> events) {
        Map<String, List<String>> order = new HashMap<>();
        for (JsonNode event : events) {
            JsonNode data = event.path("data");
            String account = data.path("subject")
                    .path("accountId")
                    .asText(data.path("account").asText(""));
            if (!account.isEmpty()) {
                order.computeIfAbsent(account, a -> new ArrayList<>())
                        .add(event.path("id").asText());
            }
        }
        return order;
    }

    private static List<String> world() throws Exception {
        JsonPlatformWire wire = new JsonPlatformWire(Optional.empty());
        List<String> lines = new ArrayList<>();
        for (Happening happening : new World(WorldCodec.readOwn("demo"))
                .evening(0, Instant.parse("2026-11-02T18:00:00Z"))
                .happenings()) {
            lines.add(wire.event(happening, happening.at(), "/invented"));
        }
        return lines;
    }

    private static String flag(String id, String account) {
        return "{\"id\":\"" + id + "\",\"source\":\"/s\",\"type\":\"dev.pullcord.report.flagged.v1\","
                + "\"data\":{\"subject\":{\"accountId\":\"" + account + "\"},\"reason\":\"other\"}}";
    }

    private int replay(List<String> lines, String... more) throws Exception {
        Path file = Files.write(folder.resolve("events.ndjson"), lines);
        List<String> args = new ArrayList<>(
                List.of("replay", file.toString(), "--url", service.url().toString(), "--key-file", key("good")));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    private String key(String key) throws Exception {
        return Files.writeString(folder.resolve("key"), key + "\n").toString();
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
