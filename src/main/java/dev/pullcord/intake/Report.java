package dev.pullcord.intake;

import dev.pullcord.plugin.Reason;
import java.util.List;
import java.util.Optional;

/**
 * One complaint: a flag, or a panic, which asks for help now.
 *
 * @param kind flag or panic
 * @param meeting where it happened
 * @param reporter who reports; absent on an anonymous panic
 * @param subject whom it is about; absent on a panic means "something is wrong here"
 * @param reason from the closed list; always there on a flag
 * @param immediateDanger the reporter says somebody is in danger now
 * @param minorInvolved the reporter says a minor is involved
 * @param text the reporter's words, byte-exact, at most 2000 characters
 * @param language BCP 47, for choosing who reads it; never an input of risk
 * @param exposed account ids that were there to see it; at most 500
 * @param evidence references; at most 10
 * @param drill a rehearsal: handled like any other, marked, and never told to an authority
 */
public record Report(
        Kind kind,
        Optional<Meeting> meeting,
        Optional<Party> reporter,
        Optional<Party> subject,
        Optional<Reason> reason,
        boolean immediateDanger,
        boolean minorInvolved,
        Optional<String> text,
        Optional<String> language,
        List<String> exposed,
        List<EvidenceRef> evidence,
        boolean drill)
        implements Body {

    /** The two kinds of report. */
    public enum Kind {
        FLAG,
        PANIC
    }

    public static final String FLAGGED = "dev.pullcord.report.flagged.v1";
    public static final String PANIC = "dev.pullcord.report.panic.v1";

    public Report {
        exposed = List.copyOf(exposed);
        evidence = List.copyOf(evidence);
        if (kind == Kind.FLAG && reason.isEmpty()) {
            throw new IllegalArgumentException("report.reason: a flag names its reason");
        }
    }

    @Override
    public String type() {
        return kind == Kind.PANIC ? PANIC : FLAGGED;
    }

    public boolean isPanic() {
        return kind == Kind.PANIC;
    }

    /** Whether only its meeting's roster can tell which account it is about; a roster changes. */
    public boolean hangsOnRoster() {
        return meeting.isPresent()
                && subject.filter(s ->
                                s.accountId().isEmpty() && s.participantId().isPresent())
                        .isPresent();
    }
}
