package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.standardwebhooks.Webhook;
import dev.pullcord.acceptance.Desk;
import dev.pullcord.acceptance.Events;
import dev.pullcord.acceptance.Receiver;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Secrets that sign, made and ended by an admin at the console, and what then comes to the platform and from it. */
@Timeout(150)
@Execution(ExecutionMode.SAME_THREAD) // a browser is its thread's
class ConsoleSecretsIT {
    @RegisterExtension
    static final Stage stage = Stage.with(Map.of(), Stage.Between.LEAVE);

    private int told;

    private static Locator button(ConsoleDesk at, String name) {
        return at.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static String taken(ConsoleDesk admin) {
        assertThat(admin.page.getByText("The secret is made.")).isVisible();
        assertThat(admin.page.locator(".secret-value")).hasCount(0); // nobody's eyes are on it by chance
        button(admin, "Show it").press("Enter");
        String secret = admin.page.locator(".secret-value").textContent();
        button(admin, "I have put it away").press("Enter");
        assertThat(admin.page.getByText(secret)).hasCount(0);
        return secret;
    }

    /** Has the platform told of another decision, and says how that was signed. */
    private Receiver.Call next() {
        String id = "told-" + ++told;
        stage.flag(id, "acc-" + id);
        Desk lead = stage.as("lead");
        JsonNode waits = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> lead.cases().stream()
                                .filter(c -> c.path("account").asText().equals("acc-" + id))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
        String caseId = waits.path("id").asText();
        String claim = lead.claim(caseId).json().at("/claim/token").asText();
        assertThat(lead.decide(caseId, claim, "violation", "harassment", List.of("warn"))
                        .status())
                .isEqualTo(201);
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> stage.receiver.calls(caseId + ".d1.a1"), calls -> !calls.isEmpty())
                .get(0);
    }

    private static boolean signedBy(String secret, Receiver.Call call) throws Exception {
        String right = new Webhook(secret)
                .sign(
                        call.headers().get("webhook-id"),
                        Long.parseLong(call.headers().get("webhook-timestamp")),
                        call.body());
        return List.of(call.headers().get("webhook-signature").split(" ", -1)).contains(right);
    }

    @Test
    void theNextSecretSignsBesideTheOldOneUntilThatIsEnded() throws Exception {
        String old = stage.service.credentials().callback().secret();
        ConsoleDesk admin = stage.enters("admin");
        admin.press("g", "y");
        assertThat(admin.page.getByText("One secret signs it.")).isVisible();
        ConsoleDesk elsewhere = stage.enters("admin");
        elsewhere.press("g", "y");
        assertThat(elsewhere.page.getByText("One secret signs it.")).isVisible();
        button(admin, "Make the next secret").press("Enter");
        String fresh = taken(admin);
        assertThat(fresh).startsWith("whsec_").isNotEqualTo(old);
        assertThat(admin.page.getByText(Pattern.compile("2\\W* secrets sign it")))
                .isVisible();
        assertThat(button(admin, "Make the next secret")).hasAttribute("aria-disabled", "true");
        assertThat(Browser.violations(admin.page)).isEmpty();
        button(elsewhere, "Make the next secret")
                .press("Enter"); // who looked before that is told, and ends nothing unseen
        assertThat(elsewhere.alert()).containsText("Two sign already");

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            Receiver.Call call = next();
            assertThat(signedBy(old, call)).isTrue(); // nothing is missed meanwhile
            return signedBy(fresh, call);
        });

        button(admin, "End the old one").press("Enter");
        admin.page.locator("#end-old").fill("All of ours know the new one.");
        button(admin, "End the old one").press("Enter");
        assertThat(admin.news()).containsText("Only the newest signs from now on.");
        assertThat(admin.page.getByText("One secret signs it.")).isVisible();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            Receiver.Call call = next();
            assertThat(signedBy(fresh, call)).isTrue();
            return !signedBy(old, call);
        });
        assertThat(stage.service.log()).doesNotContain(fresh);
        assertThat(stage.http()
                        .get("/v1/audit?verb=callback_secret_ended", stage.token("lead"))
                        .json()
                        .at("/items/0/detail/reason")
                        .asText())
                .isEqualTo("All of ours know the new one.");
    }

    private int signed(String secret, String id) throws Exception {
        String body = Events.flag(id, "rob", "acc-" + id, "other").toString();
        Instant now = Instant.now();
        HttpRequest request = HttpRequest.newBuilder(URI.create(stage.service.baseUrl() + "/v1/events"))
                .header("Content-Type", "application/cloudevents+json")
                .header("Pullcord-Platform", stage.service.credentials().platform())
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .header("webhook-signature", new Webhook(secret).sign(id, now.getEpochSecond(), body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void aSigningSecretLetsEventsInUntilItIsEnded() {
        ConsoleDesk admin = stage.enters("admin");
        admin.press("g", "y");
        button(admin, "Make a signing secret").press("Enter");
        String secret = taken(admin);
        await().atMost(Duration.ofSeconds(20)).until(() -> signed(secret, "ev-" + ++told) == 202);

        button(admin, "End the secret").first().press("Enter");
        admin.page.locator("[aria-labelledby=signing-events] input").fill("It was in a log.");
        button(admin, "End it").last().press("Enter");
        assertThat(admin.news()).containsText("It signs nothing any more.");
        await().atMost(Duration.ofSeconds(20)).until(() -> signed(secret, "ev-" + ++told) == 401);
    }

    @Test
    void whoIsNoAdminSeesHowManyAndMakesNone() {
        ConsoleDesk lead = stage.enters("lead");
        lead.press("g", "y");
        assertThat(lead.heading("Secrets that sign")).isVisible();
        assertThat(button(lead, "Make the next secret")).hasCount(0);
        assertThat(button(lead, "Make a signing secret")).hasCount(0);
        assertThat(button(lead, "End the secret")).hasCount(0);
    }
}
