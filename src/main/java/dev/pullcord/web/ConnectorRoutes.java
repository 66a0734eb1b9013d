package dev.pullcord.web;

import dev.pullcord.Meters;
import dev.pullcord.PlatformMeters;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.Intake;
import dev.pullcord.intake.NativeEvents;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import dev.pullcord.plugin.Inbound;
import dev.pullcord.plugin.InboundEvent;
import dev.pullcord.plugin.Json;
import dev.pullcord.plugin.RawRequest;
import dev.pullcord.wire.EventReader;
import dev.pullcord.wire.StrictJson;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What platforms' meeting systems send of their own accord: believed, read and answered as their connector says, and from there the
 * same events as any other. Immutable.
 */
final class ConnectorRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorRoutes.class);

    private final Platforms platforms;
    private final NativeEvents natives;
    private final EventReader reader;
    private final Intake intake;
    private final Optional<URI> publicUrl;
    private final int maxEvents;
    private final Json json;
    private final Meters meters;
    private final Clock clock;

    /**
     * @param publicUrl where the service is called from outside; absent: as each request names it
     * @param maxEvents most events in one request
     */
    ConnectorRoutes(
            Platforms platforms,
            NativeEvents natives,
            EventReader reader,
            Intake intake,
            Optional<URI> publicUrl,
            int maxEvents,
            Json json,
            Meters meters,
            Clock clock) {
        this.platforms = platforms;
        this.natives = natives;
        this.reader = reader;
        this.intake = intake;
        this.publicUrl = publicUrl;
        this.maxEvents = maxEvents;
        this.json = json;
        this.meters = meters;
        this.clock = clock;
    }

    /** The handlers, by operationId. */
    Map<String, Handler<RoutingContext>> operations() {
        return Map.of("postNativeEvents", this::post);
    }

    private void post(RoutingContext ctx) {
        String connector = ctx.pathParam("connector");
        List<String> named = ctx.queryParam("platform");
        Answer.of(ctx, platforms.find(named.isEmpty() ? "" : named.get(0)))
                .onFailure(ctx::fail)
                .onSuccess(found -> {
                    Optional<Platform> platform =
                            found.filter(p -> p.connector().equals(connector));
                    Optional<Inbound> inbound = platform.flatMap(natives::of);
                    if (inbound.isEmpty()) {
                        ctx.fail(unbelieved("no platform of that name takes events from this connector")
                                .toException());
                        return;
                    }
                    guarded(ctx, connector, () -> take(ctx, platform.get(), inbound.get(), request(ctx)));
                });
    }

    private void take(RoutingContext ctx, Platform platform, Inbound inbound, RawRequest request) {
        Optional<Inbound.RawReply> handshake = inbound.handshake(request);
        if (handshake.isPresent()) {
            send(ctx, handshake.get());
            return;
        }
        Inbound.Verification verification = inbound.verify(request, clock.instant());
        if (!verification.genuine()) {
            throw unbelieved(verification.problem().orElse("it is not believed"))
                    .toException();
        }
        List<InboundEvent> told = decoded(inbound, request);
        if (told.size() > maxEvents) {
            throw Problem.of(
                            413,
                            "too-many-events",
                            "The batch is too large",
                            "It has " + told.size() + " events; at most " + maxEvents + " are taken.")
                    .toException();
        }
        List<Event> events = read(platform, told);
        Answer.of(ctx, intake.take(platform, events)).onFailure(ctx::fail).onSuccess(results -> {
            if (results.stream().anyMatch(Intake.Result.Unavailable.class::isInstance)) {
                ctx.fail(Problem.unavailable().toException()); // to be sent again: what is durable is known as such
                return;
            }
            long duplicates = results.stream()
                    .filter(Intake.Result.Duplicate.class::isInstance)
                    .count();
            long accepted = results.stream()
                    .filter(Intake.Result.Accepted.class::isInstance)
                    .count();
            results.forEach(result -> count(platform, result));
            guarded(ctx, platform.connector(), () -> send(ctx, inbound.reply((int) accepted, (int) duplicates)));
        });
    }

    private void count(Platform platform, Intake.Result result) {
        PlatformMeters counted = meters.of(platform.id());
        counted.eventOffered("meeting", outcome(result));
        if (result instanceof Intake.Result.Rejected rejected) {
            counted.eventRejected(rejected.fault() == Intake.Fault.UNKNOWN_REPORT ? "unknown_report" : "data");
        }
    }

    private static String outcome(Intake.Result result) {
        if (result instanceof Intake.Result.Duplicate) {
            return "duplicate";
        }
        return result instanceof Intake.Result.Accepted ? "accepted" : "rejected";
    }

    /** A stranger's code may throw; then the request is answered all the same. */
    private static void guarded(RoutingContext ctx, String connector, Runnable work) {
        try {
            work.run();
        } catch (ProblemException refused) {
            ctx.fail(refused);
        } catch (RuntimeException | LinkageError e) { // its words may quote what was sent
            LOG.error(
                    "connector {} failed on what was sent to it: {}",
                    connector,
                    e.getClass().getName());
            ctx.fail(500);
        }
    }

    private static List<InboundEvent> decoded(Inbound inbound, RawRequest request) {
        try {
            return inbound.decode(request);
        } catch (IllegalArgumentException e) {
            throw Problem.of(400, "malformed", "The body cannot be read", "The connector cannot read it.")
                    .toException();
        }
    }

    /** What the contract does not know is left out and said in the log: sent again it would be no better. */
    private List<Event> read(Platform platform, List<InboundEvent> told) {
        Instant now = clock.instant();
        List<Event> events = new ArrayList<>(told.size());
        for (InboundEvent one : told) {
            Map<String, Object> envelope = new LinkedHashMap<>();
            envelope.put("specversion", "1.0");
            envelope.put("id", one.id());
            envelope.put("source", "/connectors/" + platform.connector());
            envelope.put("type", one.type());
            one.time().ifPresent(time -> envelope.put("time", time.toString()));
            envelope.put("data", one.data());
            try {
                EventReader.Reading reading = reader.read(StrictJson.read(json.write(envelope)), now);
                reading.event().ifPresent(events::add);
                reading.refusal().ifPresent(refusal -> {
                    PlatformMeters counted = meters.of(platform.id());
                    counted.eventOffered("meeting", "rejected");
                    counted.eventRejected(EventWords.why(refusal.word(), refusal.pointer()));
                    LOG.warn(
                            "connector {} told what the contract does not have: {} at {}",
                            platform.connector(),
                            refusal.word(),
                            refusal.pointer());
                });
            } catch (StrictJson.Unreadable | IllegalArgumentException e) {
                meters.of(platform.id()).eventOffered("meeting", "rejected");
                meters.of(platform.id()).eventRejected("unreadable");
                LOG.warn("connector {} told what is no JSON", platform.connector());
            }
        }
        return events;
    }

    private RawRequest request(RoutingContext ctx) {
        Buffer body = ctx.body() == null ? null : ctx.body().buffer();
        URI called = publicUrl
                .map(url -> url.resolve(ctx.request().uri()))
                .orElseGet(() -> URI.create(ctx.request().absoluteURI()));
        return new RawRequest(
                ctx.request().method().name(),
                called,
                headers(ctx.request().headers()),
                ByteBuffer.wrap(body == null ? new byte[0] : body.getBytes()),
                ctx.request().remoteAddress().hostAddress());
    }

    private static Map<String, List<String>> headers(MultiMap all) {
        return all.names().stream()
                .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                .distinct()
                .collect(Collectors.toMap(name -> name, all::getAll));
    }

    private static Problem unbelieved(String why) {
        return Problem.of(401, "bad-signature", "This is not believed to come from the platform", why + ".");
    }

    private static void send(RoutingContext ctx, Inbound.RawReply reply) {
        ctx.response().setStatusCode(reply.status());
        reply.headers().forEach((name, value) -> ctx.response().putHeader(name, value));
        ctx.response().end(reply.body());
    }
}
