package dev.pullcord.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.Meters;
import dev.pullcord.PlatformMeters;
import dev.pullcord.evidence.Directory;
import dev.pullcord.intake.Correction;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.Intake;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Report;
import dev.pullcord.plugin.Reason;
import dev.pullcord.wire.DirectoryCodec;
import dev.pullcord.wire.EventReader;
import dev.pullcord.wire.Refusal;
import dev.pullcord.wire.StrictJson;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events in. Immutable but for the rates it counts; safe on any thread. */
public final class EventRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(EventRoutes.class);

    private static final String SHAPED = "shaped";

    private final EventReader reader;
    private final Intake intake;
    private final EventRates rates;
    private final ParticipantEvents participants;
    private final int maxEvents;
    private final int maxBody;
    private final Directory directory;
    private final Meters meters;
    private final Clock clock;

    /**
     * @param directory what whoever presses is told
     * @param eventsPerSecond flags and signals that a platform may send
     * @param maxEvents most events in a batch
     * @param maxBody largest body once unpacked, bytes
     */
    public EventRoutes(
            EventReader reader,
            Intake intake,
            Directory directory,
            int eventsPerSecond,
            int maxEvents,
            int maxBody,
            Meters meters,
            Clock clock) {
        this.reader = reader;
        this.intake = intake;
        this.directory = directory;
        this.rates = new EventRates(eventsPerSecond, clock);
        this.participants = new ParticipantEvents(clock);
        this.maxEvents = maxEvents;
        this.maxBody = maxBody;
        this.meters = meters;
        this.clock = clock;
    }

    /** The handlers, by operationId. */
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("postEvents", this::post);
    }

    private void post(RoutingContext ctx) {
        Caller caller = ctx.get("caller");
        Optional<Caller.OfParticipant> participant =
                caller instanceof Caller.OfParticipant by ? Optional.of(by) : Optional.empty();
        Platform platform = participant
                .map(Caller.OfParticipant::platform)
                .orElseGet(() -> ((Caller.OfPlatform) caller).platform());
        Buffer body = ctx.body() == null ? null : ctx.body().buffer();
        EventModes.Offered offered =
                EventModes.read(ctx.request().headers(), body == null ? new byte[0] : body.getBytes(), maxBody);
        Optional<Problem> surplus = Optional.of(offered.events().size())
                .filter(size -> size > maxEvents)
                .map(this::tooMany);
        if (surplus.isPresent() && offered.events().stream().noneMatch(e -> EventReader.isPanic(e.node()))) {
            throw surplus.get().toException();
        }
        Instant began = clock.instant();
        List<Line> lines = read(platform, participant, offered.events(), surplus);
        List<Line> toTake =
                lines.stream().filter(line -> line.problem.isEmpty()).toList();
        meters.traces()
                .events(() -> lines.stream()
                        .map(line ->
                                line.event.map(event -> event.body().type()).orElse("unknown"))
                        .toList());
        Answer.of(
                        ctx,
                        intake.take(
                                platform,
                                toTake.stream()
                                        .map(line -> line.event.orElseThrow())
                                        .toList()))
                .onFailure(ctx::fail)
                .onSuccess(results -> {
                    for (int i = 0; i < results.size(); i++) {
                        toTake.get(i).settle(results.get(i));
                    }
                    Duration took = Duration.between(began, clock.instant());
                    Requests.inTrace(ctx, () -> count(meters.of(platform.id()), lines, took));
                    if (participant.isEmpty()) {
                        answer(ctx, offered.batch(), lines);
                        return;
                    }
                    ctx.put(SHAPED, true);
                    ctx.vertx().setTimer(ParticipantEvents.hold(took).toMillis(), paced -> {
                        try {
                            answer(ctx, offered.batch(), lines);
                        } catch (RuntimeException e) {
                            ctx.fail(e);
                        }
                    });
                });
    }

    private Problem tooMany(int size) {
        return Problem.of(
                413,
                "too-many-events",
                "The batch is too large",
                "It has " + size + " events; at most " + maxEvents + " are taken.");
    }

    /** @param surplus what to tell of all but the panics, where the batch is too large */
    private List<Line> read(
            Platform platform,
            Optional<Caller.OfParticipant> participant,
            List<StrictJson.Value> events,
            Optional<Problem> surplus) {
        Instant now = clock.instant();
        List<Line> lines = new ArrayList<>(events.size());
        for (StrictJson.Value offered : events) {
            Optional<Problem> unread = surplus.filter(all -> !EventReader.isPanic(offered.node()))
                    .or(() -> participant.flatMap(by -> ParticipantEvents.refusal(offered.node())));
            if (unread.isPresent()) {
                Line line = new Line(
                        Optional.ofNullable(offered.node().path("id").textValue()),
                        Optional.empty(),
                        EventWords.kind(offered.node()));
                line.reject(unread.get());
                lines.add(line);
                continue;
            }
            participant.ifPresent(by -> ParticipantEvents.own(offered.node(), by));
            EventReader.Reading reading = reader.read(offered, now);
            Line line = new Line(
                    reading.id(),
                    reading.event(),
                    reading.event().map(EventWords::kind).orElseGet(() -> EventWords.kind(offered.node())));
            reading.refusal().ifPresent(refusal -> line.reject(problem(refusal)));
            reading.event()
                    .filter(EventRoutes::isRated)
                    .flatMap(event -> participant.flatMap(participants::take).or(() -> rates.take(platform.id())))
                    .ifPresent(pause -> line.reject(overRate(pause)));
            lines.add(line);
        }
        return lines;
    }

    private static boolean isRated(Event event) {
        return event.body() instanceof Observation
                || event.body() instanceof Correction // each is looked for in every partition
                || (event.body() instanceof Report report && !report.isPanic());
    }

    private static void count(PlatformMeters meters, List<Line> lines, Duration took) {
        Throwable cause = null;
        for (Line line : lines) {
            meters.eventOffered(line.kind, line.outcome);
            if (line.outcome.equals("rejected")) {
                line.problem.map(EventWords::why).ifPresent(meters::eventRejected);
            }
            if (line.isAccepted() && line.event.map(Event::body).orElse(null) instanceof Report report) {
                meters.reportDurable(
                        line.kind, report.reason().map(Reason::code).orElse("none"), took);
            }
            cause = line.unavailable.orElse(cause);
        }
        if (cause != null) { // once for the request, and only what kind: the message may quote what was sent
            Throwable why = cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
            LOG.warn("events could not be made durable: {}", why.getClass().getName());
        }
    }

    private void answer(RoutingContext ctx, boolean batch, List<Line> lines) {
        List<Problem> problems =
                lines.stream().flatMap(line -> line.problem.stream()).toList();
        if (!batch && problems.size() == 1) {
            ctx.fail(problems.get(0).toException());
            return;
        }
        ObjectNode summary = summary(lines);
        if (problems.size() < lines.size() || lines.isEmpty()) {
            send(ctx, 202, "application/json", summary);
            return;
        }
        Problem gravest = problems.stream()
                .max(Comparator.comparingInt(EventRoutes::worthTryingAgain))
                .orElseThrow();
        Problem whole = Problem.of(
                worthTryingAgain(gravest) == 0 ? 400 : gravest.status(),
                "nothing-accepted",
                "No event of the batch was accepted",
                "See rejected.");
        Problem said = gravest.retryAfter().map(whole::retryAfter).orElse(whole);
        said.retryAfter()
                .ifPresent(pause -> ctx.response().putHeader("retry-after", Long.toString(Problem.seconds(pause))));
        send(ctx, said.status(), "application/problem+json", said.json().setAll(summary));
    }

    private static int worthTryingAgain(Problem problem) {
        return switch (problem.status()) {
            case 503 -> 2;
            case 429 -> 1;
            default -> 0;
        };
    }

    private static void send(RoutingContext ctx, int status, String type, ObjectNode body) {
        String json = body.toString();
        ctx.response()
                .setStatusCode(status)
                .putHeader("content-type", type)
                .end(ctx.get(SHAPED) == null ? json : ParticipantEvents.shaped(json));
    }

    private ObjectNode summary(List<Line> lines) {
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        summary.put("accepted", lines.stream().filter(Line::isAccepted).count());
        summary.put(
                "duplicates",
                lines.stream().filter(line -> line.outcome.equals("duplicate")).count());
        summary.putArray("rejected");
        summary.putArray("receipts");
        for (int i = 0; i < lines.size(); i++) {
            lines.get(i).addTo(summary, i);
        }
        lines.stream().flatMap(line -> line.panic().stream()).findFirst().ifPresent(panic -> {
            ArrayNode support = summary.putArray("support");
            directory
                    .helpFor(panic.language())
                    .forEach(help -> support.add(DirectoryCodec.json(help, panic.language())));
        });
        return summary;
    }

    private static Problem problem(Refusal refusal) {
        String title = refusal.word().equals(Refusal.UNKNOWN_TYPE)
                ? "Events of this type are not known"
                : "The event breaks its schema";
        String place = refusal.pointer().isEmpty() ? "The event" : refusal.pointer();
        return Problem.of(400, refusal.word(), title, place + " " + refusal.detail() + ".")
                .at(refusal);
    }

    private static Problem overRate(Duration pause) {
        return Problem.of(
                        429,
                        "rate-limited",
                        "Too many flags, signals and corrections",
                        "This is over the platform's rate. A panic never is.")
                .retryAfter(pause);
    }

    private static Problem problem(Intake.Fault fault, Event event) {
        return switch (fault) {
            case NO_SUBJECT ->
                problem(new Refusal(
                        Refusal.INVALID_EVENT, "/data/subject", "names no account, and no meeting is named either"));
            case NOTHING_NAMED ->
                problem(new Refusal(
                        Refusal.INVALID_EVENT,
                        "/data/meeting",
                        "is missing, and so is reporter: one of them is needed"));
            case UNKNOWN_REPORT -> {
                boolean byReceipt = event.body() instanceof Correction correction
                        && correction.receipt().isPresent();
                yield Problem.of(
                                404,
                                "unknown-report",
                                "This report is not known",
                                "No report of this platform has this name. It may still be on its way.")
                        .at(byReceipt ? "/data/receipt" : "/data/eventId")
                        .retryAfter(Duration.ofSeconds(1));
            }
        };
    }

    /** One event of the request, and what becomes of it. */
    private static final class Line {
        private final Optional<String> id;
        private final Optional<Event> event;
        private final String kind; // as meters call it
        private Optional<Problem> problem = Optional.empty();
        private Optional<String> receipt = Optional.empty();
        private Optional<Throwable> unavailable = Optional.empty();
        private String outcome = "rejected";

        Line(Optional<String> id, Optional<Event> event, String kind) {
            this.kind = kind;
            this.id = id;
            this.event = event;
        }

        void reject(Problem why) {
            problem = Optional.of(why);
            outcome = why.status() == 429 ? "limited" : "rejected";
        }

        void settle(Intake.Result result) {
            if (result instanceof Intake.Result.Accepted accepted) {
                outcome = accepted.journaled() ? "journaled" : "accepted";
                receipt = Optional.of(accepted.receipt());
            } else if (result instanceof Intake.Result.Duplicate duplicate) {
                outcome = "duplicate";
                receipt = Optional.of(duplicate.receipt());
            } else if (result instanceof Intake.Result.Rejected rejected) {
                reject(problem(rejected.fault(), event.orElseThrow()));
            } else if (result instanceof Intake.Result.Unavailable away) {
                problem = Optional.of(Problem.unavailable());
                outcome = "unavailable";
                unavailable = Optional.of(away.cause());
            }
        }

        boolean isAccepted() {
            return outcome.equals("accepted") || outcome.equals("journaled");
        }

        Optional<Report> panic() {
            return event.map(Event::body)
                    .filter(Report.class::isInstance)
                    .map(Report.class::cast)
                    .filter(Report::isPanic);
        }

        void addTo(ObjectNode summary, int index) {
            problem.ifPresent(why -> summary.withArray("rejected")
                    .addObject()
                    .put("index", index)
                    .put("id", id.orElse(null))
                    .set("problem", why.json()));
            boolean report = event.filter(e -> e.body() instanceof Report).isPresent();
            if (report) {
                receipt.ifPresent(r -> summary.withArray("receipts")
                        .addObject()
                        .put("id", id.orElseThrow())
                        .put("receipt", r));
            }
        }
    }
}
