package dev.pullcord.web;

/** Of what each operation is about, in {@link FilledDesk}, what its path names. */
final class SampleIds {
    private SampleIds() {}

    static String of(Operation operation) {
        String path = operation.path();
        if (path.startsWith("/v1/actions/")) {
            return FilledDesk.CASE + ".d1.a1";
        }
        if (path.startsWith("/v1/notices/")) {
            return FilledDesk.CASE + LifeStubs.NOTICE;
        }
        if (path.startsWith("/v1/decisions/")) {
            return FilledDesk.CASE + ".d1";
        }
        if (path.startsWith("/v1/quality/reviews/")) {
            return QualityStubs.REVIEW;
        }
        if (path.startsWith("/v1/accounts/{id}/misuses")) {
            return operation.id().equals("proposeMisuse") ? LifeStubs.FLAGS_FIRST : LifeStubs.FLAGS_WRONGLY;
        }
        if (path.startsWith("/v1/bulks/")) {
            return operation.id().equals("answerBulk") ? LifeStubs.BULK_WAITING : LifeStubs.BULK;
        }
        return switch (operation.id()) {
            case "attributeCase" -> FilledDesk.CASE_OF_MEETING;
            case "decideAppeal" -> FilledDesk.CASE + ".d1.p1";
            default -> FilledDesk.CASE;
        };
    }
}
