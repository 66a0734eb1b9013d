package dev.pullcord.risk;

import java.util.Locale;
import java.util.Optional;

/**
 * USR-1/together: flags that may be one voice. Of n that share an origin only the effective number counts; where one shares
 * several origins with others, the one that takes most away.
 */
record NotIndependent(Reporters reporters) implements OfFlags {
    static final String ID = "USR-1/together";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Optional<Evidence> of(SignalInput in, Reporters.Weighed weighed, Ledger ledger) {
        reporters.sharing(in, weighed, ledger);
        return weighed.part().origin().map(origin -> {
            String kind = origin.kind().name().toLowerCase(Locale.ROOT);
            return new Evidence(kind, weighed.byOthers(), weighed.people(), "", 0, in.atMs());
        });
    }

    @Override
    public String explain(RiskState.Note note) {
        String flags = note.people() <= 1 ? "1 more flag" : note.people() + " more flags";
        return flags
                + switch (note.about()) {
                    case "device" -> " came from a device that another flag came from";
                    case "network" -> " came from a network that another flag came from";
                    case "created" -> " came from accounts created within the same hour";
                    case "guest" -> " came without an account, as another did, and may be one person's";
                    default -> " came from people who wrongly flagged the same others before";
                }
                + (note.people() <= 1 ? ", and counts for less." : ", and count for less.");
    }

    @Override
    public String caution() {
        return "Families and classes share devices and networks, and join on the same day; they can all have seen it.";
    }
}
