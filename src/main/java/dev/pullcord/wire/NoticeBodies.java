package dev.pullcord.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.pullcord.review.NoticeOrder;
import java.time.Instant;
import java.util.Map;

/**
 * What a notice says in each channel's own form: which lane, since when, where the case is. What the case is about stands in
 * none of them: whoever is told opens the link and signs in.
 */
public final class NoticeBodies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String platform;
    private final NoticeOrder order;
    private final String url;

    /**
     * One notice.
     *
     * @param platform its platform's id
     * @param url of its case in the console
     */
    public NoticeBodies(String platform, NoticeOrder order, String url) {
        this.platform = platform;
        this.order = order;
        this.url = url;
    }

    /** One line. */
    public String line() {
        if (order.proposed()) {
            return order.page()
                    ? "Nobody answered a proposal in lane " + lane() + ", due at " + CaseView.time(order.deadline())
                    : "A proposal in lane " + lane() + " waits for a second person, overdue since "
                            + CaseView.time(order.deadline()) + ", turned to " + order.level();
        }
        return order.page()
                ? "Nobody took a case in lane " + lane() + ", due at " + CaseView.time(order.deadline())
                : "A case in lane " + lane() + " is overdue since " + CaseView.time(order.deadline()) + ", turned to "
                        + order.level();
    }

    private String lane() {
        return order.lane() + " on " + platform;
    }

    /** A letter's text. */
    public String letter() {
        return line() + " (step " + order.step() + ").\n\n" + url
                + (order.proposed()
                        ? "\n\nTo agree, or not to, is to answer this.\n"
                        : "\n\nTo take the case is to answer this.\n");
    }

    /** The signed message. */
    public String webhook(Instant at) {
        ObjectNode body =
                JSON.objectNode().put("type", "dev.pullcord.notice.v1").put("timestamp", CaseView.time(at));
        body.set(
                "data",
                details()
                        .put("noticeId", order.id())
                        .put("caseId", order.caseId())
                        .put("url", url));
        return body.toString();
    }

    /**
     * Its headers by Standard Webhooks 1.0.0.
     *
     * @throws IllegalArgumentException if the secret is none
     */
    public Map<String, String> signed(String secret, Instant at, String body) {
        try {
            return Map.of(
                    "webhook-id",
                    order.id() + "." + order.step(),
                    "webhook-timestamp",
                    Long.toString(at.getEpochSecond()),
                    "webhook-signature",
                    new Webhook(secret).sign(order.id() + "." + order.step(), at.getEpochSecond(), body));
        } catch (WebhookSigningException | EmptyWebhookSecretException e) {
            throw new IllegalArgumentException("the secret cannot sign", e);
        }
    }

    /** PagerDuty's Events v2: the same case and level is one incident, however often it is told. */
    public String pagerDuty(String routingKey, Instant at) {
        ObjectNode body = JSON.objectNode()
                .put("routing_key", routingKey)
                .put("event_action", "trigger")
                .put("dedup_key", incident())
                .put("client", "Pullcord")
                .put("client_url", url);
        ObjectNode payload = body.putObject("payload")
                .put("summary", line())
                .put("source", "pullcord")
                .put("severity", order.page() || order.urgent() ? "critical" : "warning")
                .put("timestamp", CaseView.time(at))
                .put("component", order.lane())
                .put("group", platform)
                .put("class", "case_overdue");
        payload.set("custom_details", details());
        body.putArray("links").addObject().put("href", url).put("text", "The case");
        return body.toString();
    }

    /** The same incident is over: somebody took the case. */
    public String pagerDutyResolved(String routingKey) {
        return JSON.objectNode()
                .put("routing_key", routingKey)
                .put("event_action", "resolve")
                .put("dedup_key", incident())
                .toString();
    }

    private String incident() {
        return order.caseId() + ":" + level() + (order.proposed() ? ":proposed" : "");
    }

    /** A chat's incoming webhook, as Slack has it. */
    public String slack() {
        return JSON.objectNode()
                .put("text", escaped(line()) + " <" + escaped(url) + "|Open the case>")
                .toString();
    }

    private ObjectNode details() {
        return JSON.objectNode()
                .put("platform", platform)
                .put("lane", order.lane())
                .put("level", level())
                .put("step", order.step())
                .put("urgent", order.urgent())
                .put("proposed", order.proposed())
                .put("deadline", CaseView.time(order.deadline()));
    }

    private String level() {
        return order.page() ? "page" : order.level();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
