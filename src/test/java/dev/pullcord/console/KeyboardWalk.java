package dev.pullcord.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;

/** Goes through a page, or a dialog, by Tab alone: what can be worked is reached, in the order in which it is read, and is seen. */
final class KeyboardWalk {
    private static final int MOST = 400; // of a page; one that holds the focus would never end

    /** All that can be worked and is shown; of a group of radio buttons one is reached, by the arrows the others are. */
    private static final String BEGIN = """
            (root) => {
              const all = 'a[href], button, input, select, textarea, summary, iframe, [tabindex="0"]';
              const shown = (each) => each.checkVisibility({visibilityProperty: true}) && !each.disabled && each.type !== 'hidden';
              const groups = new Set();
              window.walk = {
                expected: [...document.querySelectorAll(root + ' :is(' + all + ')')].filter(shown)
                  .filter((each) => each.type !== 'radio' || (!groups.has(each.name) && groups.add(each.name))),
                seen: [], faults: [], end: false,
              };
              window.walk.look = (each) => {
                const at = each.getBoundingClientRect();
                const middle = document.elementFromPoint(at.x + Math.min(at.width, innerWidth) / 2, at.y + Math.min(at.height, innerHeight) / 2);
                const name = each.outerHTML.slice(0, 120);
                if (each.tabIndex > 0) window.walk.faults.push('is out of order: ' + name);
                if (at.width < 1 || at.height < 1 || at.bottom <= 0 || at.top >= innerHeight) window.walk.faults.push('is not seen: ' + name);
                else if (at.height < innerHeight / 2 && middle && each.tagName !== 'IFRAME' && !each.contains(middle) && !middle.contains(each) && !each.labels?.[0]?.contains(middle)) {
                  window.walk.faults.push('is covered: ' + name + ' by ' + middle.outerHTML.slice(0, 80));
                }
              };
            }
            """;

    /** One step: whether it came around, or out of what was to be walked. */
    private static final String STEP = """
            (root) => {
              const {seen, faults, look} = window.walk;
              const now = document.activeElement;
              const last = seen[seen.length - 1];
              if (now && now === last) return false; // a field for a time has several stops of its own
              if (!now || now === document.body || !now.closest(root) || seen.includes(now)) return true;
              if (last && !(last.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING)) faults.push('comes after what follows it: ' + now.outerHTML.slice(0, 120));
              seen.push(now);
              look(now);
              return false;
            }
            """;

    /** What was there when the walk began and still is: news from the desk may take a button away meanwhile, or draw it anew. */
    private static final String END = """
            () => window.walk.faults.concat(window.walk.expected
              .filter((each) => each.isConnected && each.checkVisibility({visibilityProperty: true}) && !each.disabled)
              .filter((each) => !window.walk.seen.includes(each) && !(each.type === 'radio' && window.walk.seen.some((seen) => seen.name === each.name)))
              .map((each) => 'is not reached: ' + each.outerHTML.slice(0, 120)))
            """;

    private KeyboardWalk() {}

    /** What is wrong with the way through the whole page; begins before all of it. */
    static List<String> through(Page page) {
        page.evaluate("document.activeElement?.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)");
        page.evaluate("document.querySelector('a.skip').focus()");
        return walk(page, "body");
    }

    /** What is wrong with the way through the dialog that is open; begins where it put the focus. */
    static List<String> throughDialog(Page page) {
        assertThat(page.evaluate("document.querySelector('dialog').contains(document.activeElement)"))
                .as("the dialog has taken the focus")
                .isEqualTo(true);
        page.evaluate("document.querySelector('dialog button, dialog input, dialog select').focus()");
        return walk(page, "dialog");
    }

    private static List<String> walk(Page page, String root) {
        page.evaluate(BEGIN, root);
        int steps = 0;
        while (!Boolean.TRUE.equals(page.evaluate(STEP, root))) {
            assertThat(++steps).as("it never ends").isLessThan(MOST);
            page.keyboard().press("Tab");
        }
        return ((List<?>) page.evaluate(END)).stream().map(String::valueOf).toList();
    }
}
