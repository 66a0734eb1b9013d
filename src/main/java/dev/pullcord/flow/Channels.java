package dev.pullcord.flow;

import dev.pullcord.plugin.ActionResult;
import dev.pullcord.review.NoticeOrder;
import dev.pullcord.review.OnCall;
import dev.pullcord.review.QuietHours;
import dev.pullcord.review.Reachable;
import dev.pullcord.review.Recipient;
import dev.pullcord.review.Recipient.Channel;
import dev.pullcord.review.Role;
import dev.pullcord.wire.NoticeBodies;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ways to tell somebody who is not at the desk, as they are set up. Where they lead is the operator's setting and nobody
 * else's, so they may lead into his own network. Safe from any thread.
 */
public final class Channels {
    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

    private final Settings settings;
    private final Clock clock;
    private final Posts posts;
    private final OnceAMinute complaints;
    private final Optional<Letters> letters;
    private final Set<Channel> setUp = EnumSet.noneOf(Channel.class);

    /**
     * What is set up.
     *
     * @param webhook a signed message
     * @param pagerDuty events to a service that pages people
     * @param slack the address of a chat's incoming webhook, which is a secret by itself
     * @param mail letters
     * @param console where the console is, for the link to the case
     * @param quiet when what can wait does
     */
    public record Settings(
            Optional<Webhook> webhook,
            Optional<PagerDuty> pagerDuty,
            Optional<URI> slack,
            Optional<Mail> mail,
            URI console,
            Optional<QuietHours> quiet) {
        /** None. */
        public static final Settings NONE = new Settings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                URI.create("http://localhost"),
                Optional.empty());

        @Override
        public String toString() {
            return "Channels.Settings"; // most of it is secret
        }
    }

    /** Where to, and what signs it: {@code whsec_} and base64. */
    public record Webhook(URI url, String secret) {}

    /** Where to, and the key of the integration there. */
    public record PagerDuty(URI url, String routingKey) {}

    /**
     * A mail server.
     *
     * @param tls {@code required} (STARTTLS), {@code implicit}, or {@code none}
     * @param user for its log-in, with the password; absent: without
     * @param to who is always told; absent: only those on call, and persons
     */
    public record Mail(
            String host,
            int port,
            Tls tls,
            Optional<String> user,
            Optional<String> password,
            String from,
            Optional<String> to) {
        @Override
        public String toString() {
            return "Mail[" + host + "]";
        }
    }

    /** How a mail server is spoken to. */
    public enum Tls {
        REQUIRED,
        IMPLICIT,
        NONE
    }

    /** @param executor for HTTP's own work */
    public Channels(Settings settings, Vertx vertx, Executor executor, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.posts = new Posts(executor, clock);
        this.complaints = new OnceAMinute(clock);
        this.letters = settings.mail().map(mail -> new Letters(vertx, mail, clock));
        settings.webhook().ifPresent(set -> setUp.add(Channel.WEBHOOK));
        settings.pagerDuty().ifPresent(set -> setUp.add(Channel.PAGER_DUTY));
        settings.slack().ifPresent(set -> setUp.add(Channel.SLACK));
        settings.mail().flatMap(Mail::to).ifPresent(set -> setUp.add(Channel.MAIL));
    }

    /** Whether nobody can be told but the desk. */
    public boolean none() {
        return setUp.isEmpty() && letters.isEmpty();
    }

    /** Who can be turned to now, of a desk with these roles. */
    Reachable reachable(Set<Role> roles, OnCall onCall, Instant now) {
        Set<Recipient> all = setUp.stream().map(Recipient::of).collect(Collectors.toSet());
        Recipient whoever = Recipient.of(Channel.ON_CALL);
        if (reaches(whoever, onCall, now)) {
            all.add(whoever);
        }
        return new Reachable(roles, recipient -> reaches(recipient, onCall, now), all, settings.quiet());
    }

    private boolean reaches(Recipient recipient, OnCall onCall, Instant now) {
        return switch (recipient.channel()) {
            case WEBHOOK, PAGER_DUTY, SLACK, MAIL -> setUp.contains(recipient.channel());
            case ON_CALL, PERSON ->
                letters.isPresent() && onCall.addressOf(recipient, now).isPresent();
        };
    }

    /**
     * Tells. Never completes exceptionally; done means that the other side took it, not that a person read it. That a channel fails
     * is in the log, once a minute each and without its answer: that may quote an address, or a key.
     */
    CompletionStage<ActionResult> tell(String platform, NoticeOrder order, OnCall onCall, Duration within) {
        return send(platform, order, onCall, within).thenApply(result -> {
            String channel = order.recipient().channel().word();
            if (result.status() != ActionResult.Status.DONE && complaints.now(channel)) {
                LOG.warn(
                        "nobody can be told by {} just now ({}); it is tried again; the timelines of the cases say what it answered",
                        channel,
                        result.status().code());
            }
            return result;
        });
    }

    private CompletionStage<ActionResult> send(String platform, NoticeOrder order, OnCall onCall, Duration within) {
        Instant now = clock.instant();
        URI at = settings.console().resolve("/console/cases/" + order.caseId());
        NoticeBodies bodies = new NoticeBodies(platform, order, at.toString());
        return switch (order.recipient().channel()) {
            case WEBHOOK ->
                settings.webhook()
                        .map(hook -> {
                            String body = bodies.webhook(now);
                            return posts.post(hook.url(), bodies.signed(hook.secret(), now, body), body, within);
                        })
                        .orElseGet(Channels::notSetUp);
            case PAGER_DUTY ->
                settings.pagerDuty()
                        .map(duty -> posts.post(duty.url(), Map.of(), bodies.pagerDuty(duty.routingKey(), now), within))
                        .orElseGet(Channels::notSetUp);
            case SLACK ->
                settings.slack()
                        .map(url -> posts.post(url, Map.of(), bodies.slack(), within))
                        .orElseGet(Channels::notSetUp);
            case MAIL -> write(settings.mail().flatMap(Mail::to), bodies, within);
            case ON_CALL, PERSON -> write(onCall.addressOf(order.recipient(), now), bodies, within);
        };
    }

    /**
     * Closes the incident that this notice opened, if its channel opens any; closed twice is closed. Never completes
     * exceptionally; done also where there is nothing to close, or no way to.
     */
    CompletionStage<ActionResult> clear(String platform, NoticeOrder order, Duration within) {
        Optional<PagerDuty> there = settings.pagerDuty().filter(duty -> opens(order));
        return there.map(duty -> posts.post(
                        duty.url(),
                        Map.of(),
                        new NoticeBodies(platform, order, "").pagerDutyResolved(duty.routingKey()),
                        within))
                .orElseGet(() -> CompletableFuture.completedFuture(
                        ActionResult.answered(ActionResult.Status.DONE, Optional.empty(), Duration.ZERO)));
    }

    /** Whether such a notice leaves something open that has to be closed. */
    static boolean opens(NoticeOrder order) {
        return order.recipient().channel() == Channel.PAGER_DUTY;
    }

    private CompletionStage<ActionResult> write(Optional<String> to, NoticeBodies bodies, Duration within) {
        if (letters.isEmpty()) {
            return notSetUp();
        }
        return to.map(address -> letters.get().write(address, bodies.line(), bodies.letter(), within))
                .orElseGet(() -> CompletableFuture.completedFuture(
                        ActionResult.failed("nobody with an address is on call, or is called so", Duration.ZERO)));
    }

    private static CompletionStage<ActionResult> notSetUp() {
        return CompletableFuture.completedFuture(
                ActionResult.failed("the channel is not set up on this node (any more)", Duration.ZERO));
    }

    /** The channels that are set up, for the log. */
    public List<String> words() {
        return setUp.stream().map(Channel::word).toList();
    }
}
