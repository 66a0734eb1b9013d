package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.wire.DemoCredentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a meeting's events say of an account reaches that account's risk, through its own log. */
@Timeout(180)
class MeetingCountsForAccountIT {
    @TempDir
    Path folder;

    @Test
    void aNewContactWhoWasCalledAloneAndFlagsIsSeenAsACycle() throws Exception {
        try (Receiver receiver = new Receiver();
                ServiceProcess service = ServiceProcess.demo(folder.resolve("data"), Map.of(), receiver.url())) {
            DemoCredentials credentials = service.credentials();
            PullcordHttp http = new PullcordHttp(service.baseUrl());
            for (ObjectNode event : List.of(
                    Events.asked("e1", "acc-one", "acc-two"),
                    Events.joined("e2", "m-1", "p-1", "acc-one"),
                    Events.joined("e3", "m-1", "p-2", "acc-two"),
                    Events.left("e4", "m-1", "p-2", "acc-two"),
                    Events.left("e5", "m-1", "p-1", "acc-one"),
                    Events.flag("e6", "acc-two", "acc-one", "sextortion"))) {
                assertThat(http.postEvents(credentials.platformKey(), List.of(event))
                                .status())
                        .isEqualTo(202);
            }

            Desk desk = new Desk(http, credentials.tokens().get("moderator"));
            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(signals(desk)).contains("USR-1", "SEX-1"));
        }
    }

    private static List<String> signals(Desk desk) {
        List<String> signals = new ArrayList<>();
        for (JsonNode one : desk.cases()) {
            desk.look(one.path("id").asText())
                    .path("risk")
                    .path("contributions")
                    .forEach(c -> signals.add(c.path("signal").asText()));
        }
        return signals;
    }
}
