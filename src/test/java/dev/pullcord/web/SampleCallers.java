package dev.pullcord.web;

import dev.pullcord.intake.PlatformKeys;
import dev.pullcord.intake.PlatformSecrets;
import java.util.Map;
import java.util.Set;

/** Who makes each call of the contract, and about what, so that it is answered. */
final class SampleCallers {
    private static final Set<String> SENIORS = Set.of(
            "answerProposal",
            "withdrawProposal",
            "correctDecision",
            "lookAgain",
            "listSecondLooks",
            "listAppeals",
            "decideAppeal");

    private static final Set<String> LEADS = Set.of(
            "listMisuses",
            "getMisuse",
            "proposeMisuse",
            "answerMisuse",
            "takeBackMisuse",
            "claimCase",
            "assignCase",
            "countAppeals",
            "getFigures",
            "exportStatements",
            "exportPeriod",
            "listRecipients",
            "listFigureCases",
            "getCoverage",
            "getPlatform",
            "listConnectors",
            "listReleases",
            "proposeRelease",
            "answerRelease",
            "getBundle",
            "getXarf",
            "askErasure",
            "getErasure",
            "tellAccount",
            "setOnCall",
            "listAudit",
            "exportAudit",
            "getQuality",
            "listDisagreements",
            "listGold",
            "markGold",
            "unmarkGold");

    private static final Map<String, String> BY_PATH = Map.of(
            "/v1/people", "pat_admin",
            "/v1/actions/", "pat_lead",
            "/v1/notices/", "pat_lead",
            "/v1/policies", "pat_lead",
            "/v1/filings", "pat_lead",
            "/v1/holds", "pat_lead",
            "/v1/retention", "pat_lead",
            "/v1/platform/", "pat_admin",
            "/v1/directory", "pat_lead",
            "/v1/bulks", "pat_senior");

    private static final Map<String, String> ABOUT = Map.ofEntries(
            Map.entry("attributeCase", FilledDesk.CASE_OF_MEETING),
            Map.entry("withdrawProposal", FilledDesk.CASE_OF_SENIOR),
            Map.entry("decideAppeal", FilledDesk.CASE + ".d1.p1"),
            Map.entry("getAppeal", FilledDesk.CASE + ".d1.p1"),
            Map.entry("answerBulk", LifeStubs.BULK_WAITING),
            Map.entry("submitFiling", FilledDesk.CASE + ".f2"),
            Map.entry("receiptFiling", FilledDesk.CASE + ".f3"),
            Map.entry("takeFiling", FilledDesk.CASE + ".f3"),
            Map.entry("giveBackFiling", FilledDesk.CASE + ".f3"),
            Map.entry("answerHold", KeepingStubs.RELEASING),
            Map.entry("proposeMisuse", LifeStubs.FLAGS_FIRST));

    private static final Map<String, String> ABOUT_BY_PATH = Map.of(
            "/v1/actions/",
            FilledDesk.CASE + ".d1.a1",
            "/v1/notices/",
            FilledDesk.CASE + LifeStubs.NOTICE,
            "/v1/decisions/",
            FilledDesk.CASE + ".d1",
            "/v1/quality/reviews/",
            QualityStubs.REVIEW,
            "/v1/bulks/",
            LifeStubs.BULK,
            "/v1/filings/",
            FilledDesk.CASE + ".f1",
            "/v1/holds/",
            KeepingStubs.HOLD,
            "/v1/platform/keys/",
            Access.digest(RunningService.REVOKED_KEY).substring(0, PlatformKeys.SHOWN),
            "/v1/platform/signing-secrets/",
            PlatformSecrets.id(RunningService.OLD_SECRET),
            "/v1/accounts/{id}/misuses",
            LifeStubs.FLAGS_WRONGLY);

    private SampleCallers() {}

    /** The token of somebody who may. */
    static String credentials(String operation, String path) {
        if (LEADS.contains(operation)) {
            return "pat_lead";
        }
        return SENIORS.contains(operation) ? "pat_senior" : of(BY_PATH, path, "pat_moderator");
    }

    /** What stands in the path for {@code id}. */
    static String named(String operation, String path) {
        return ABOUT.containsKey(operation) ? ABOUT.get(operation) : of(ABOUT_BY_PATH, path, FilledDesk.CASE);
    }

    private static String of(Map<String, String> byPath, String path, String usual) {
        return byPath.entrySet().stream()
                .filter(each -> path.startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(usual);
    }
}
