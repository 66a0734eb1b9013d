package dev.pullcord.risk;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;

/**
 * A sorted map that never changes: two arrays, side by side. A state has a few dozen names and is written for nearly every event, so
 * what counts is how little a change copies and a million of them weigh, and a search in so few is quick anyway.
 */
final class Kept<V> extends AbstractMap<String, V> {
    private static final Kept<Object> EMPTY = new Kept<>(new String[0], new Object[0]);

    private final String[] names;
    private final Object[] values;

    private Kept(String[] names, Object[] values) {
        this.names = names;
        this.values = values;
    }

    /** The same names and values, sorted; empty for null. */
    static <V> Kept<V> of(Map<String, V> map) {
        if (map instanceof Kept<V> kept) {
            return kept;
        }
        if (map == null || map.isEmpty()) {
            return none();
        }
        TreeMap<String, V> sorted = new TreeMap<>(map);
        return new Kept<>(
                sorted.keySet().toArray(String[]::new), sorted.values().toArray());
    }

    @SuppressWarnings("unchecked") // there is no value in it
    private static <V> Kept<V> none() {
        return (Kept<V>) EMPTY;
    }

    /** The same but for this name. */
    Kept<V> with(String name, V value) {
        int at = Arrays.binarySearch(names, name);
        if (at >= 0) {
            Object[] changed = values.clone();
            changed[at] = value;
            return new Kept<>(names, changed);
        }
        int gap = -at - 1;
        String[] moreNames = Arrays.copyOf(names, names.length + 1);
        Object[] moreValues = Arrays.copyOf(values, values.length + 1);
        System.arraycopy(names, gap, moreNames, gap + 1, names.length - gap);
        System.arraycopy(values, gap, moreValues, gap + 1, values.length - gap);
        moreNames[gap] = name;
        moreValues[gap] = value;
        return new Kept<>(moreNames, moreValues);
    }

    @Override
    @SuppressWarnings("unchecked") // only values of V are put in
    public V get(Object name) {
        int at = name instanceof String text ? Arrays.binarySearch(names, text) : -1;
        return at < 0 ? null : (V) values[at];
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Kept<?> kept
                ? Arrays.equals(names, kept.names) && Arrays.equals(values, kept.values)
                : super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Entry<String, V>> iterator() {
                return new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < names.length;
                    }

                    @Override
                    @SuppressWarnings("unchecked") // only values of V are put in
                    public Entry<String, V> next() {
                        if (next == names.length) {
                            throw new NoSuchElementException();
                        }
                        return Map.entry(names[next], (V) values[next++]);
                    }
                };
            }
        };
    }
}
