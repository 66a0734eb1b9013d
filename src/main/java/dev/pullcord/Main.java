package dev.pullcord;

/** Where the house is entered. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
