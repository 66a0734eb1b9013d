package dev.pullcord.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
        return helpAt(country);
    }

    /**
     * The same for a place that is known. What can be reached in silence goes first: who is overheard cannot call.
     *
     * @param country ISO 3166; any other word means nowhere in particular
     */
    public List<HelpResource> helpAt(String country) {
        List<HelpResource> found = new ArrayList<>();
        resources.stream()
                .filter(r -> r.countries().contains(country))
                .sorted(Comparator.comparing(r -> !r.isSilent()))
                .forEach(found::add);
        resources.stream().filter(r -> r.countries().isEmpty()).forEach(found::add);
        return found;
    }

    /** All of it, as it was read. */
    public List<HelpResource> all() {
        return resources;
    }

    /** The countries that it has something for, in order. */
    public Set<String> places() {
        Set<String> all = new TreeSet<>();
        resources.forEach(r -> all.addAll(r.countries()));
        return all;
    }

    /** This one, with these in the place of those of the same ids, and beside the others. */
    public Directory with(List<HelpResource> own) {
        Map<String, HelpResource> all = new LinkedHashMap<>();
        resources.forEach(r -> all.put(r.id(), r));
        own.forEach(r -> all.put(r.id(), r));
        return new Directory(List.copyOf(all.values()));
    }
}
