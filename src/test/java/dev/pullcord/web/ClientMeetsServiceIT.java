package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.RecordingLog.State;
import dev.pullcord.intake.Report;
import dev.pullcord.plugin.Meeting;
import dev.pullcord.plugin.Party;
import dev.pullcord.plugin.PullcordClient;
import dev.pullcord.plugin.PullcordListener;
import dev.pullcord.plugin.Reason;
import dev.pullcord.plugin.SafetyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a platform embeds, against what answers it: each keeps to the contract as the other reads it. */
class ClientMeetsServiceIT {
    @TempDir
    Path dir;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private RunningService service;

    @BeforeEach
    void start() throws IOException {
        service = new RunningService(Files.createDirectory(dir.resolve("service")));
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
    }

    private PullcordClient client() throws IOException {
        return PullcordClient.to(service.uri("/"), RunningService.KEY, Clock.systemUTC())
                .journal(dir.resolve("journal"))
                .pauses(Duration.ofMillis(20), Duration.ofMillis(200))
                .listener(new PullcordListener() {
                    @Override
                    public void taken(String eventId, String receipt) {
                        heard.add("taken " + eventId + (receipt.isEmpty() ? "" : " with a receipt"));
                    }

                    @Override
                    public void refused(String eventId, String problem, String pointer) {
                        heard.add("refused " + eventId + " " + problem + " " + pointer);
                    }
                })
                .start();
    }

    private List<String> heard(int count) throws InterruptedException {
        String[] lines = new String[count];
        for (int i = 0; i < count; i++) {
            lines[i] = heard.poll(30, TimeUnit.SECONDS);
        }
        return List.of(lines);
    }

    @Test
    void whatTheClientBuildsTheServiceTakesAndWhatItRefusesTheClientUnderstands() throws Exception {
        Meeting room = Meeting.of("room-1");
        Party mallory = Party.participant("p-2").withAccount("acc-mallory").withDisplayName("Mallory");
        try (PullcordClient client = client()) {
            client.send(
                    SafetyEvent.meeting(SafetyEvent.Type.MEETING_STARTED, room).withId("m"));
            client.send(SafetyEvent.participant(SafetyEvent.Type.PARTICIPANT_JOINED, room, mallory)
                    .withId("j"));
            client.send(SafetyEvent.flag(room, Party.account("acc-alice"), mallory, Reason.GROOMING)
                    .text("He \"asks\" \n for 😀.")
                    .withId("f"));
            client.send(SafetyEvent.signal("deviceSeen", "acc-mallory", Map.of("deviceHash", "10.0.0.1"))
                    .withId("bad"));
            client.send(
                    SafetyEvent.panic(room, Party.account("acc-alice")).drill().withId("p"));

            assertThat(heard(5))
                    .containsExactlyInAnyOrder(
                            "taken m",
                            "taken j",
                            "taken f with a receipt",
                            "refused bad invalid-event /data/attributes/deviceHash",
                            "taken p with a receipt");
        }
        Report flag = (Report) service.log.events.stream()
                .map(LoggedEvent::event)
                .filter(event -> event.id().equals("f"))
                .findFirst()
                .orElseThrow()
                .body();
        assertThat(flag.text()).contains("He \"asks\" \n for 😀.");
        assertThat(flag.subject().orElseThrow().accountId()).contains("acc-mallory");
    }

    @Test
    void whatIsAwayIsWaitedForAndAPanicNeedNotWait() throws Exception {
        service.log.state = State.FAILING;
        try (PullcordClient client = client()) {
            client.send(SafetyEvent.flag(Meeting.of("m"), Party.account("a"), Party.account("b"), Reason.HATE)
                    .withId("f"));
            client.send(SafetyEvent.panic(Meeting.of("m")).withId("p"));
            assertThat(heard(1)).containsExactly("taken p with a receipt");
            service.log.state = State.WORKING;
            assertThat(heard(1)).containsExactly("taken f with a receipt");
        }
    }
}
