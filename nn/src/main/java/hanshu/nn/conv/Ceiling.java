package hanshu.nn.conv;

import hanshu.tensor.Tensor;
import hanshu.tensor.Window;
import hanshu.tensor.Window.Span;
import java.util.ArrayList;

/** Windows that may stick out over the end of the space, if they begin within it or its padding. */
final class Ceiling {
    private Ceiling() {}

    /** The window with padding added at the end for one place more on each axis where elements would stay unseen. */
    static Window window(Window window, Tensor x, boolean ceil) {
        if (!ceil || x.rank() != window.rank() + 2) {
            return window;
        }
        var spans = new ArrayList<Span>();
        for (int i = 0; i < window.rank(); i++) {
            var s = window.axes().get(i);
            int n = x.size(i + 1);
            int unseen = (n + s.before() + s.after() - s.reach()) % s.stride();
            int begin = n + s.after() + s.before() - s.reach() - unseen + s.stride(); // of the place more
            int more = unseen > 0 && begin < n + s.before() ? s.stride() - unseen : 0;
            spans.add(new Span(s.size(), s.stride(), s.dilation(), s.before(), s.after() + more));
        }
        return new Window(spans);
    }
}
