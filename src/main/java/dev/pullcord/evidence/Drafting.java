package dev.pullcord.evidence;

import dev.pullcord.intake.EvidenceRef;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Report;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.Case;
import dev.pullcord.review.Decision;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes a draft of what is known of a case. Pure. It suggests; a person chooses. Never by itself it says that something cannot
 * wait, who a victim is (whoever reported may be one, and says so or does not), or what a reporter wrote.
 */
public final class Drafting {
    private Drafting() {}

    /**
     * What is known of a case.
     *
     * @param c the case
     * @param decision the conclusion that makes it knowledge
     * @param found what the broken rule is about, if the rule is known
     * @param reports its reports
     * @param viewed when somebody at the desk first looked at an item, by its id: from the audit
     * @param before what was filed of it before, to the same recipient
     */
    public record Known(
            Case c,
            Decision decision,
            Optional<Reason> found,
            List<LoggedEvent> reports,
            Map<String, Instant> viewed,
            List<Filing> before) {}

    /** What a filing about this would say, as far as the service can tell. */
    public static Particulars of(Known known) {
        List<Report> reports = reports(known);
        Optional<Reason> reason = known.found().or(() -> known.c().reason());
        List<EvidenceRef> refs =
                reports.stream().flatMap(report -> report.evidence().stream()).toList();
        List<String> names = reports.stream()
                .flatMap(report -> report.subject().stream())
                .filter(party -> party.accountId().isEmpty()
                        || party.accountId().equals(known.c().account()))
                .flatMap(party -> party.displayName().stream())
                .distinct()
                .limit(10)
                .toList();
        Involved suspect = Involved.account(known.c().account(), names)
                .with(suspended(known.decision(), false), suspended(known.decision(), true), prior(known.before()));
        return new Particulars(
                incident(reason, !refs.isEmpty()),
                reason.filter(Reason.SEXTORTION::equals).isPresent()
                        ? Set.of(Particulars.Annotation.SEXTORTION)
                        : Set.of(),
                Optional.empty(),
                Optional.empty(),
                known.reports().stream()
                        .map(logged -> logged.event().time())
                        .min(Comparator.naturalOrder())
                        .orElse(known.c().openedAt()),
                Optional.of(known.reports().isEmpty() ? "When the platform noticed it" : "When it was first reported"),
                Optional.empty(),
                known.c().meeting(),
                known.c().account().isEmpty() && names.isEmpty() ? Optional.empty() : Optional.of(suspect),
                List.of(),
                List.of(),
                items(refs, known.viewed()),
                reports.isEmpty() ? Particulars.Teller.PLATFORM : Particulars.Teller.WITNESS,
                Optional.empty());
    }

    /**
     * Items as the audit knows them: what somebody says was looked at counts for nothing here.
     *
     * @param said the items as they were given
     */
    static List<Particulars.Item> asAudited(List<Particulars.Item> said, Map<String, Instant> viewed) {
        return said.stream()
                .map(item -> new Particulars.Item(
                        item.id(),
                        item.kind(),
                        item.sha256(),
                        item.capturedAt(),
                        Optional.ofNullable(viewed.get(item.id()))))
                .toList();
    }

    /** What somebody wants it to say, with the numbers of the reports that it adds to: without them nobody puts the two together. */
    static Particulars adding(Particulars said, List<Filing> before) {
        return said.about(said.suspect()
                .orElseGet(() -> Involved.account(Optional.empty(), List.of()))
                .after(prior(before)));
    }

    private static List<Report> reports(Known known) {
        return known.reports().stream()
                .flatMap(logged -> logged.event().body() instanceof Report report ? Stream.of(report) : Stream.empty())
                .toList();
    }

    private static Particulars.Incident incident(Optional<Reason> reason, boolean recorded) {
        if (reason.isEmpty()) {
            return Particulars.Incident.ONLINE_ENTICEMENT;
        }
        return switch (reason.get()) {
            case TRAFFICKING, ADVERTISING_SEXUAL_SERVICES -> Particulars.Incident.CHILD_SEX_TRAFFICKING;
            case CHILD_SAFETY, SEXUAL_EXPLOITATION, COVERT_RECORDING, NON_CONSENSUAL_IMAGERY ->
                recorded ? Particulars.Incident.CHILD_ABUSE_MATERIAL : Particulars.Incident.ONLINE_ENTICEMENT;
            case SEXUAL_CONTENT -> Particulars.Incident.OBSCENE_TO_CHILD;
            default -> Particulars.Incident.ONLINE_ENTICEMENT;
        };
    }

    private static Optional<Instant> suspended(Decision decision, boolean forGood) {
        return decision.actions().stream()
                .filter(order -> order.type() == ActionType.SUSPEND_ACCOUNT)
                .map(ActionOrder::duration)
                .filter(duration -> duration.isEmpty() == forGood)
                .findFirst()
                .map(duration -> decision.decidedAt());
    }

    private static List<Long> prior(List<Filing> before) {
        return before.stream()
                .flatMap(filing -> filing.progress().receipt().stream())
                .filter(receipt -> receipt.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .distinct()
                .toList();
    }

    private static List<Particulars.Item> items(List<EvidenceRef> refs, Map<String, Instant> viewed) {
        Map<String, Particulars.Item> items = new LinkedHashMap<>();
        for (EvidenceRef ref : refs) {
            items.putIfAbsent(
                    ref.id(),
                    new Particulars.Item(
                            ref.id(),
                            ref.kind(),
                            ref.sha256(),
                            ref.capturedAt(),
                            Optional.ofNullable(viewed.get(ref.id()))));
        }
        return items.values().stream().limit(100).toList();
    }
}
