package dev.pullcord.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.enforcement.Action;
import dev.pullcord.intake.Correction;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Meeting;
import dev.pullcord.intake.Presence;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Rosters;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.Case;
import dev.pullcord.review.Claim;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Plan;
import dev.pullcord.review.Proposal;
import dev.pullcord.review.Superseding;
import dev.pullcord.risk.Contribution;
import dev.pullcord.risk.Risk;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Cases and what belongs to them as the contract's JSON. What is absent is left out. */
public final class CaseView {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int MAX_EXT_FIELDS = 50;
    private static final int MAX_EXT_TEXT = 2000; // as long as a reporter's words may be
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private CaseView() {}

    /**
     * All that belongs to a case.
     *
     * @param reports newest first
     * @param additions what was said later about them, by their log ids
     * @param decisions oldest first
     * @param actions in the order they were ordered
     * @param timeline oldest first
     * @param roster its meeting's, if it is known
     * @param links whom its account shares something with
     * @param names what to call those who had a hand in it, by id
     * @param foreseen what becomes of its decision, where a correction of it waits for a second person
     */
    public record Whole(
            List<LoggedEvent> reports,
            Map<String, List<LoggedEvent>> additions,
            List<Decision> decisions,
            List<Action> actions,
            List<AuditEntry> timeline,
            Optional<Rosters.Roster> roster,
            LinksView.Shown links,
            Map<String, String> names,
            Optional<Superseding.Foreseen> foreseen) {}

    /** RFC 3339 in UTC with milliseconds. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    /**
     * The case without what only its own page shows.
     *
     * @param reader the moderator who reads it: a claim's token is for its holder alone
     */
    public static ObjectNode item(Case c, String reader) {
        ObjectNode node = JSON.objectNode().put("id", c.id());
        node.putObject("subject")
                .put("kind", c.subject().kind().name().toLowerCase(Locale.ROOT))
                .put("id", c.subject().id());
        c.account().ifPresent(account -> node.put("account", account));
        node.put("state", c.state().word())
                .put("queue", c.placement().queue())
                .put("lane", c.placement().lane())
                .put("tier", c.placement().tier())
                .put("deadline", time(c.placement().deadline()))
                .put("openedAt", time(c.openedAt()));
        c.placement().needs().ifPresent(role -> node.put("needs", role.word()));
        c.reason().ifPresent(reason -> node.put("reason", reason.code()));
        node.put("panic", c.panic())
                .put("immediateDanger", c.immediateDanger())
                .put("minorInvolved", c.minorInvolved())
                .put("drill", c.drill());
        node.set("risk", risk(decided(c) ? c.risk() : c.risk().toDecide()));
        node.put("reportCount", c.reportCount()).put("skips", c.skips()).put("oftenSkipped", c.oftenSkipped());
        c.meeting().ifPresent(meeting -> node.putObject("meeting").put("id", meeting));
        CourseView.marks(c, node);
        c.claim().ifPresent(claim -> node.set("claim", claim(claim, reader)));
        c.proposal().ifPresent(proposal -> node.set("proposal", proposal(proposal)));
        return node.put("policyVersion", c.policyVersion()).put("version", c.version());
    }

    /** The whole case. */
    public static ObjectNode whole(Case c, Whole whole, String reader) {
        ObjectNode node = item(c, reader);
        whole.foreseen()
                .ifPresent(
                        foreseen -> ((ObjectNode) node.path("proposal")).set("instead", ForeseenView.json(foreseen)));
        whole.roster().ifPresent(roster -> {
            ObjectNode meeting = node.putObject("meeting").put("id", roster.meetingId());
            roster.title().ifPresent(title -> meeting.put("title", title));
            roster.startedAt().ifPresent(at -> meeting.put("startedAt", time(at)));
            roster.endedAt().ifPresent(at -> meeting.put("endedAt", time(at)));
        });
        // Of a meeting that nothing is known of, a panic is taken to come from within it.
        node.put(
                "live",
                whole.roster()
                        .map(Rosters.Roster::live)
                        .orElse(c.panic() && c.meeting().isPresent()));
        whole.roster().ifPresent(roster -> {
            ArrayNode members = node.putArray("roster");
            roster.members().forEach(member -> members.add(member(member)));
        });
        ArrayNode reports = node.putArray("reports");
        whole.reports()
                .forEach(report -> reports.add(presence(
                        report(report, whole.additions().getOrDefault(report.logId(), List.of())),
                        report,
                        c,
                        whole.roster())));
        node.set("links", LinksView.json(whole.links()));
        ArrayNode decisions = node.putArray("decisions");
        whole.decisions().forEach(decision -> decisions.add(decision(decision)));
        ArrayNode actions = node.putArray("actions");
        whole.actions().forEach(action -> actions.add(PlanView.action(action, whole.actions())));
        ObjectNode names = node.putObject("names");
        whole.names().forEach(names::put);
        CourseView.course(whole.timeline(), node);
        ArrayNode timeline = node.putArray("timeline");
        whole.timeline().forEach(entry -> timeline.add(decided(c) ? entry(entry) : blind(entry(entry))));
        return node;
    }

    private static boolean decided(Case c) {
        return switch (c.state()) {
            case DECIDED, APPEALED, CLOSED -> true;
            case QUEUED, CLAIMED, AWAITING_APPROVAL, SNOOZED, ESCALATED -> false;
        };
    }

    /** That a case was drawn for the audit sample says that nothing speaks for it: not to be known before it is judged. */
    private static ObjectNode blind(ObjectNode entry) {
        if (entry.at("/detail/cause").asText().equals("sample")) {
            ((ObjectNode) entry.path("detail")).remove("cause");
        }
        return entry;
    }

    static ObjectNode risk(Risk risk) {
        ObjectNode node = JSON.objectNode();
        if (Double.isFinite(risk.score())) {
            node.put("score", risk.score()).put("prior", risk.prior()).put("rest", risk.rest());
        } else {
            node.putNull("score"); // nothing is known: no number would be true
        }
        node.put("probability", risk.probability());
        ArrayNode contributions = node.putArray("contributions");
        for (Contribution c : risk.contributions()) {
            contributions
                    .addObject()
                    .put("signal", c.signal())
                    .put("family", c.family().word())
                    .put("weight", c.weight())
                    .put("counts", c.counts())
                    .put("at", time(c.at()))
                    .put("explanation", c.explanation())
                    .put("caution", c.caution());
        }
        return node;
    }

    /** A claim; its token only for its holder. */
    public static ObjectNode claim(Claim claim, String reader) {
        ObjectNode node = JSON.objectNode().put("holder", claim.holder()).put("expiresAt", time(claim.expiresAt()));
        return claim.holder().equals(reader) ? node.put("token", claim.token()) : node;
    }

    private static ObjectNode member(Rosters.Member member) {
        ObjectNode node = JSON.objectNode().put("participantId", member.participantId());
        member.accountId().ifPresent(a -> node.put("accountId", a));
        member.role().ifPresent(r -> node.put("role", r));
        member.joinedAt().ifPresent(at -> node.put("joinedAt", time(at)));
        member.leftAt().ifPresent(at -> node.put("leftAt", time(at)));
        return member.removed() ? node.put("removed", true) : node;
    }

    /**
     * A report as its case shows it.
     *
     * @param additions what was said later about it, oldest first
     */
    public static ObjectNode report(LoggedEvent logged, List<LoggedEvent> additions) {
        ObjectNode node = event(logged);
        if (logged.event().body() instanceof Report report) {
            node.put("type", report.isPanic() ? "panic" : "flagged");
            report.reason().ifPresent(reason -> node.put("reason", reason.code()));
            report.reporter().ifPresent(party -> node.set("reporter", EventCodec.party(party)));
            report.subject().ifPresent(party -> node.set("subject", EventCodec.party(party)));
            report.meeting().ifPresent(meeting -> node.set("meeting", EventCodec.meeting(meeting)));
            text(node, report.text());
            report.language().ifPresent(language -> node.put("language", language));
            node.put("immediateDanger", report.immediateDanger()).put("minorInvolved", report.minorInvolved());
            node.put("drill", report.drill()).put("exposed", report.exposed().size());
            ArrayNode evidence = node.putArray("evidence");
            report.evidence().forEach(ref -> evidence.add(EventCodec.evidence(ref)));
            EventCodec.ext(logged.event()).ifPresent(ext -> node.set("ext", shortened(ext)));
        }
        if (!additions.isEmpty()) {
            ArrayNode added = node.putArray("additions");
            additions.forEach(addition -> added.add(addition(addition)));
        }
        return node;
    }

    /** Of a report from the case's own meeting: those of others would each need a roster more. */
    private static ObjectNode presence(ObjectNode node, LoggedEvent logged, Case c, Optional<Rosters.Roster> roster) {
        if (logged.event().body() instanceof Report report
                && c.meeting().isPresent()
                && report.meeting().map(Meeting::id).equals(c.meeting())) {
            Instant at = logged.event().time();
            ObjectNode presence = node.putObject("presence");
            report.reporter()
                    .ifPresent(who -> presence.put(
                            "reporter", Presence.of(roster, who, at).word()));
            report.subject()
                    .ifPresent(who ->
                            presence.put("subject", Presence.of(roster, who, at).word()));
        }
        return node;
    }

    /** It may be a whole body, of each of hundreds of reports: the log keeps all of it. */
    private static ObjectNode shortened(ObjectNode ext) {
        ObjectNode shown = JSON.objectNode();
        ext.properties().stream().limit(MAX_EXT_FIELDS).forEach(field -> {
            String text = field.getValue().isTextual()
                    ? field.getValue().textValue()
                    : field.getValue().toString();
            if (text.codePointCount(0, text.length()) > MAX_EXT_TEXT) {
                shown.put(field.getKey(), text.substring(0, text.offsetByCodePoints(0, MAX_EXT_TEXT)) + "…");
            } else {
                shown.set(field.getKey(), field.getValue());
            }
        });
        return shown;
    }

    private static ObjectNode addition(LoggedEvent logged) {
        ObjectNode node = event(logged);
        if (logged.event().body() instanceof Correction correction) {
            node.put("type", correction.kind() == Correction.Kind.WITHDRAWN ? "withdrawn" : "detailsAdded");
            text(node, correction.text());
            EventCodec.ext(logged.event()).ifPresent(ext -> node.set("ext", shortened(ext)));
        }
        return node;
    }

    private static ObjectNode event(LoggedEvent logged) {
        return JSON.objectNode()
                .put("eventId", logged.event().id())
                .put("source", logged.event().source())
                .put("receipt", logged.receipt())
                .put("at", time(logged.event().time()))
                .put("receivedAt", time(logged.receivedAt()));
    }

    private static void text(ObjectNode node, Optional<String> text) {
        text.ifPresent(words -> node.put("text", words).put("textDigest", digest(words)));
    }

    /** A decision. */
    public static ObjectNode decision(Decision d) {
        ObjectNode node = JSON.objectNode()
                .put("id", d.id())
                .put("caseId", d.caseId())
                .put("outcome", d.outcome().word());
        d.policy().ifPresent(policy -> node.put("policy", policy));
        node.put("reason", d.reason());
        ArrayNode actions = node.putArray("actions");
        d.actions().forEach(order -> actions.add(order(order)));
        node.put("notifyReporter", d.notifyReporter());
        d.suppressNotice().ifPresent(why -> node.put("suppressNotice", why));
        node.put("decidedBy", d.decidedBy())
                .put("decidedAt", time(d.decidedAt()))
                .put("policyVersion", d.policyVersion());
        d.approvedBy().ifPresent(by -> node.put("approvedBy", by));
        CourseView.decision(d, node);
        d.strike()
                .ifPresent(strike -> node.putObject("strikes")
                        .put("severity", strike.severity().word())
                        .put("count", strike.count())
                        .put("expiresAt", time(strike.expiresAt())));
        return node;
    }

    /** A decision that waits for a second person. */
    public static ObjectNode proposal(Proposal proposal) {
        ObjectNode node = JSON.objectNode();
        node.set("decision", decision(proposal.decision()));
        return node.put("proposedBy", proposal.by())
                .put("proposedAt", time(proposal.proposedAt()))
                .put("expiresAt", time(proposal.expiresAt()));
    }

    /** What was ordered. */
    public static ObjectNode order(ActionOrder order) {
        ObjectNode node =
                JSON.objectNode().put("id", order.id()).put("type", order.type().code());
        node.set("target", target(order.target()));
        order.duration().ifPresent(duration -> node.put("duration", duration.toString()));
        return node;
    }

    private static ObjectNode target(Target target) {
        ObjectNode node = JSON.objectNode();
        target.meeting().ifPresent(m -> node.put("meeting", m));
        target.participantId().ifPresent(p -> node.put("participantId", p));
        target.accountId().ifPresent(a -> node.put("accountId", a));
        ArrayNode tracks = node.putArray("trackIds");
        target.trackIds().forEach(tracks::add);
        return node;
    }

    /** An action and how far it is. */
    public static ObjectNode action(Action a) {
        ObjectNode node = order(a.order());
        node.put("caseId", a.caseId())
                .put("reasonCode", a.reasonCode())
                .put("state", a.state().word())
                .put("tries", a.tries())
                .put("createdAt", time(a.createdAt()));
        Plan.endsAt(a.order(), a.createdAt()).ifPresent(at -> node.put("endsAt", time(at)));
        a.nextTryAt().ifPresent(at -> node.put("nextTryAt", time(at)));
        a.lastStatus().ifPresent(status -> node.put("status", status));
        a.lastDetail().ifPresent(detail -> node.put("detail", detail));
        PlanView.step(a, node);
        return node;
    }

    /** An audit entry as a line of a case's timeline. */
    public static ObjectNode entry(AuditEntry entry) {
        ObjectNode node = JSON.objectNode()
                .put("at", time(entry.draft().at()))
                .put("actor", entry.draft().actor())
                .put("role", entry.draft().role())
                .put("verb", entry.draft().verb());
        ObjectNode detail = node.putObject("detail");
        entry.draft().detail().forEach(detail::put);
        return node.put(
                        "chain",
                        entry.chain().partition() + ":" + entry.chain().hand().word())
                .put("seq", entry.seq())
                .put("hash", entry.hash());
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
