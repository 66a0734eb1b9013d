package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.simulation.Courier;
import dev.pullcord.simulation.DeskCalls;
import dev.pullcord.simulation.Evaluation;
import dev.pullcord.simulation.FasterClocks;
import dev.pullcord.simulation.Simulation;
import dev.pullcord.simulation.WorldPlan;
import dev.pullcord.wire.DemoCredentials;
import dev.pullcord.wire.JsonDeskWire;
import dev.pullcord.wire.JsonPlatformWire;
import dev.pullcord.wire.WorldCodec;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A small world is played into a real service, and what is seen from outside is what it is on paper. */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD) // one service, which each leaves as it was
class SimulateIT {
    private static final String SPEED = "100x";
    /** Half an hour with a little of much: at 100 times life it is eighteen seconds. */
    private static final String SMALL = """
            name: small
            seed: 1
            evening: PT30M
            people: {accounts: 120, minorShare: 0.15, unknownAgeShare: 0.25, hostShare: 0.1}
            meetings: {perEvening: 20, oneToOneShare: 0.35, largest: 12, meanLength: PT15M}
            background: {payments: 10, contacts: 10, sightings: 10}
            noise: {perActionableFlag: 1.0, misTapShare: 0.35, gravestShare: 0.5}
            harms:
              intrusions: 1
              witnessShare: 0.3
              sextortions: 3
              victims: 1
              victimFlagShare: 1
              streamings: 0
              payers: 1
              viewerFlagShare: 0
              groomings: 0
              approached: 1
              groomingFlagShare: 0
              recordings: 1
              noticedShare: 1
              recruitments: 0
              recruits: 1
              recruitFlagShare: 0
            attacks:
              brigades: 0
              brigadeSize: 2
              liarGroups: 0
              liarGroupSize: 2
              trustEarned: 1
              insiderGroups: 0
              insiderShare: 0
              panicFloods: 0
              panicFloodSize: 2
              inflatedShare: 0
            panics: {named: 2, nameless: 1, drills: 1}
            corrections: {misTapWithdrawnShare: 0.5, harmWithdrawnShare: 0.1, detailsShare: 0.2}
            desk: {moderators: 4, service: PT3M, missRate: 0, falseRate: 0}
            """;

    @TempDir
    static Path folder;

    private static Receiver receiver;
    private static ServiceProcess service;
    private static PullcordHttp http;
    private static String lead;

    @BeforeAll
    static void start() throws Exception {
        receiver = new Receiver();
        service = ServiceProcess.demo(folder.resolve("data"), Map.of(), receiver.url());
        http = new PullcordHttp(service.baseUrl());
        lead = service.credentials().tokens().get("lead");
    }

    @AfterAll
    static void stop() {
        service.close();
        receiver.close();
    }

    @Test
    void liveAndPaperAgreeAndTheServiceIsLeftAsItWas() throws Exception {
        Path world = Files.writeString(folder.resolve("small.yaml"), SMALL);
        ServiceProcess.Finished played =
                service.run("simulate", "--world", world.toString(), "--speed", SPEED, "--out", folder.toString());

        assertThat(played.exitCode()).as(played.errors()).isZero();
        assertThat(played.output())
                .contains("small", "live ", "on paper ", "95 of 100 ", "reported p95 (min)", "by deadline")
                .doesNotContain("stopped before the end", "no simulation", "were looked at and not", "let in");
        assertThat(played.errors()).contains("policy simulate-100x.default-2026-11-01", "evening 1  0:30 of 0:30");
        List<String> figures = Files.readAllLines(folder.resolve("simulation.csv"));
        assertThat(figures).hasSize(1 + 3 * 12);
        for (String measure : List.of("reported p50 (min)", "any p50 (min)", "longest wait (min)")) {
            double paper = figure(figures, "on paper", measure);
            double most = 20 + 5 * coarse(figures, "live", measure); // minutes in the world; more on a busy machine
            assertThat(figure(figures, "live", measure))
                    .as(measure + played.output())
                    .isBetween(paper - most, paper + most);
        }
        double looks = figure(figures, "on paper", "looks per find");
        assertThat(figure(figures, "live", "looks per find")).isBetween(looks / 2, looks * 2);
        assertThat(figure(figures, "live", "attacks that win")).isNaN();

        assertThat(inForce()).isEqualTo("default-2026-11-01");
        assertThat(http.get("/v1/cases?state=queued", lead).json().path("items"))
                .isEmpty();
        assertThat(http.get("/v1/cases?state=decided", lead).json().path("items"))
                .filteredOn(c -> c.path("subject").path("id").asText().startsWith("sim-"))
                .hasSizeGreaterThan(5);

        ServiceProcess.Finished stranger = service.run(
                "simulate", "--credentials", foreign(service.credentials()).toString());
        assertThat(stranger.exitCode()).isEqualTo(1);
        assertThat(stranger.errors())
                .contains("the service refuses Ada: 401", "foreign.json")
                .doesNotContain("not-adas-token");
    }

    @Test
    void whoIsInterruptedTellsWhatHeSawAndHandsBackWhatHeHolds() throws Exception {
        DemoCredentials credentials = service.credentials();
        http.postEvents(credentials.platformKey(), List.of(Events.flag("e-1", "r-1", "anna", "harassment")));
        WorldPlan plan = WorldCodec.read(new ByteArrayInputStream(SMALL.getBytes(StandardCharsets.UTF_8)));
        Simulation.Link link = link(credentials);
        FasterClocks clocks = new FasterClocks(
                link.calls(),
                link.wire(),
                link.reader(),
                new DeskCalls.Who("admin", credentials.tokens().get("admin")),
                Clock.systemUTC(),
                SimulateIT::pause);
        Simulation simulation = new Simulation(link, Clock.systemUTC());

        Simulation.Result result =
                simulation.run(plan, 100, 3, clocks.putInForce(100), (evening, played, posted, looks) -> {
                    if (looks >= 3) {
                        simulation.interrupt();
                    }
                });
        clocks.putBack();

        assertThat(result.whole()).isFalse();
        assertThat(result.evenings()).isEqualTo(1);
        assertThat(result.foreign()).isPositive();
        Evaluation.Figure longest = result.table().figures().get("live").get("longest wait (min)");
        assertThat(longest.mean()).isBetween(0.0, 60.0);
        assertThat(inForce()).isEqualTo("default-2026-11-01");
        assertThat(http.get("/v1/cases?state=claimed", lead).json().path("items"))
                .isEmpty();
        assertThat(http.get("/v1/cases?account=anna", lead).json().path("items"))
                .as("what is of no simulation is decided by nobody in one")
                .singleElement()
                .satisfies(c ->
                        assertThat(c.path("state").asText()).isIn("queued", "escalated")); // its clock may have run out
        decideAnna();
    }

    private static void decideAnna() {
        String anna = http.get("/v1/cases?account=anna", lead)
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asText();
        Desk desk = new Desk(http, lead);
        String token = desk.claim(anna).json().path("claim").path("token").asText();
        assertThat(desk.decide(anna, token, "no_violation", "", List.of()).status())
                .isEqualTo(201);
    }

    private Path foreign(DemoCredentials own) throws Exception {
        Path file = folder.resolve("foreign.json");
        new DemoCredentials(
                        own.baseUrl(),
                        own.managementUrl(),
                        own.platform(),
                        own.platformKey(),
                        own.tokens(),
                        Map.of(),
                        List.of(
                                new DemoCredentials.Moderator("Ada", "not-adas-token"),
                                new DemoCredentials.Moderator("Bo", "nor-bos")),
                        own.callback())
                .write(file);
        return file;
    }

    private static Simulation.Link link(DemoCredentials own) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        JsonDeskWire wire = new JsonDeskWire();
        JsonPlatformWire events = new JsonPlatformWire(Optional.empty());
        Duration patience = Duration.ofSeconds(20);
        return new Simulation.Link(
                new DeskCalls(http, own.baseUrl(), wire, patience, Clock.systemUTC(), SimulateIT::pause),
                wire,
                new Courier(
                        http, own.baseUrl(), own.platformKey(), events, patience, Clock.systemUTC(), SimulateIT::pause),
                events,
                new DeskCalls.Who("the platform", own.platformKey()),
                own.moderators().stream()
                        .map(m -> new DeskCalls.Who(m.name(), m.token()))
                        .toList(),
                new DeskCalls.Who("the lead", own.tokens().get("lead")));
    }

    private static void pause(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }

    private static String inForce() {
        for (JsonNode one : http.get("/v1/policies", lead).json().path("items")) {
            if (one.path("active").asBoolean()) {
                return one.path("version").asText();
            }
        }
        return "none";
    }

    private static double figure(List<String> figures, String row, String measure) {
        return Double.parseDouble(cells(figures, row, measure)[0]);
    }

    private static double coarse(List<String> figures, String row, String measure) {
        return Double.parseDouble(cells(figures, row, measure)[1]);
    }

    private static String[] cells(List<String> figures, String row, String measure) {
        String start = "small," + row + ",\"" + measure + "\",";
        return figures.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).split(",", -1))
                .findFirst()
                .orElseThrow();
    }
}
