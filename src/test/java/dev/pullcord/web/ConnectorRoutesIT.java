package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.web.RunningService.Reply;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a meeting system sends, by whatever a stranger's connector makes of it. */
class ConnectorRoutesIT {
    @TempDir
    static Path dir;

    private static RunningService service;

    @BeforeAll
    static void start() throws IOException {
        service = new RunningService(dir);
    }

    @AfterAll
    static void stop() throws IOException {
        service.close();
    }

    private static Reply post(String connector, String platform, String mood) {
        return service.send(
                HttpRequest.newBuilder(service.uri("/v1/connectors/" + connector + "/events?platform=" + platform))
                        .timeout(Duration.ofSeconds(10))
                        .header("content-type", "application/webhook+json")
                        .header("x-mood", mood)
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build());
    }

    @Test
    void isAnsweredAsTheSystemExpectsIt() {
        Reply first = post("generic", "acme", "one");
        Reply again = post("generic", "acme", "one");

        assertThat(first.status()).isEqualTo(207);
        assertThat(first.response().body()).isEqualTo("1 0");
        assertThat(again.response().body()).isEqualTo("0 1");
        assertThat(post("generic", "acme", "handshake").response().body()).isEqualTo("yes, it is us");
        assertThat(post("generic", "acme", "nothing").response().body()).isEqualTo("0 0");
    }

    @Test
    void whatIsNotOfTheContractIsLeftOutAndTheRestIsTaken() {
        assertThat(post("generic", "acme", "strange").response().body()).isEqualTo("1 0");
    }

    @Test
    void whoIsNotBelievedIsToldTheSameWhateverThereIs() {
        for (Reply reply : List.of(
                post("generic", "acme", "forged"), post("janus", "acme", "one"), post("generic", "nobody", "one"))) {
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.problem()).isEqualTo("bad-signature");
        }
    }

    @Test
    void whatCannotBeReadOrIsTooMuchIsRefused() {
        assertThat(post("generic", "acme", "unreadable").status()).isEqualTo(400);
        assertThat(post("generic", "acme", "many").problem()).isEqualTo("too-many-events");
    }

    @Test
    void whateverAConnectorThrowsIsAnswered() {
        for (String mood : List.of("throws-in-handshake", "throws-in-verify", "throws-in-decode", "throws-in-reply")) {
            assertThat(post("generic", "acme", mood).status()).as(mood).isEqualTo(500);
        }
    }
}
