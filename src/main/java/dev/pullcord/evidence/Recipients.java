package dev.pullcord.evidence;

import java.util.List;
import java.util.Optional;

/** All recipients of filings, as the installation carries them. Pure. */
public final class Recipients {
    private final List<Recipient> all;

    public Recipients(List<Recipient> all) {
        this.all = List.copyOf(all);
    }

    public List<Recipient> all() {
        return all;
    }

    public Optional<Recipient> find(String id) {
        return all.stream().filter(recipient -> recipient.id().equals(id)).findFirst();
    }
}
