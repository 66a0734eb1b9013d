package dev.pullcord.review;

import dev.pullcord.intake.Report;
import dev.pullcord.plugin.Reason;
import java.util.Optional;

/**
 * What decides where a case belongs, beside its risk.
 *
 * @param reason the gravest reason reported; absent when nobody named one
 * @param panic whether somebody asked for help
 * @param immediateDanger whether a reporter says somebody is in danger now
 * @param minorInvolved whether a reporter says a minor is involved
 * @param drill whether all of it is a rehearsal; changes nothing but the mark
 */
public record CaseFacts(
        Optional<Reason> reason, boolean panic, boolean immediateDanger, boolean minorInvolved, boolean drill) {

    /** Nothing was reported: behaviour alone speaks. */
    public static final CaseFacts UNREPORTED = new CaseFacts(Optional.empty(), false, false, false, false);

    /** What one report says. A reason that is about minors says that one is involved. */
    public static CaseFacts of(Report report) {
        return new CaseFacts(
                report.reason(), report.isPanic(), report.immediateDanger(), saysMinor(report), report.drill());
    }

    /** What all reports of a case say together. */
    static CaseFacts of(Case open) {
        return new CaseFacts(open.reason(), open.panic(), open.immediateDanger(), open.minorInvolved(), open.drill());
    }

    private static boolean saysMinor(Report report) {
        return report.minorInvolved()
                || report.reason()
                        .map(Reason::group)
                        .filter(Reason.Group.MINORS::equals)
                        .isPresent();
    }
}
