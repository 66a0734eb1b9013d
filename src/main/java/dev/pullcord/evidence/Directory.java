package dev.pullcord.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where help is to be had. Pure; the entries are data that the installation carries. */
public final class Directory {
    private final List<HelpResource> resources;

    public Directory(List<HelpResource> resources) {
        this.resources = List.copyOf(resources);
    }

    /**
     * What is shown to somebody who asks for help: first what is there for the place, then what is there for all. The
     * place is only ever guessed from the language tag's region, and never leaves this list out.
     *
     * @param language BCP 47, for example {@code en-GB}
     */
    public List<HelpResource> helpFor(Optional<String> language) {
        String country =
                language.map(tag -> Locale.forLanguageTag(tag).getCountry()).orElse("");
        List<HelpResource> found = new ArrayList<>();
        resources.stream().filter(r -> r.countries().contains(country)).forEach(found::add);
        resources.stream().filter(r -> r.countries().isEmpty()).forEach(found::add);
        return found;
    }
}
