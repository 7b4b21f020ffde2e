package hanshu.learn.supervised.derivation;

import hanshu.nn.Params;
import hanshu.nn.optim.Sgd;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * A way downhill whose steps each ask a batch of rows only, the rows in a new order each epoch. Losses along the way are
 * those of all rows.
 *
 * @param batch rows of a step
 * @param updates steps taken
 * @param passes how often each row was asked
 * @param way at most some 200 points of the path
 * @param seconds that the updates took
 */
public record BatchDescent(int batch, int updates, double passes, Descent way, double seconds) {
    private static final int POINTS = 200;

    public static BatchDescent of(LineLoss loss, Point start, double rate, int batch, int updates, Key key) {
        int rows = loss.x().size(0);
        int size = Math.min(batch, rows);
        var params = Params.of(new Descent.Unknowns(Tensor.full(start.u(), 1), Tensor.full(start.v(), 1)));
        var unknowns = params.in(new Descent.Unknowns(params.get("u"), params.get("v")));
        var walker = new Sgd.Config().on(params);
        var theta = params.theta();
        var slope = new float[2];
        var path = new ArrayList<Point>();
        var losses = new ArrayList<Double>();
        var order = new int[0];
        int next = rows;
        int epoch = 0;
        long nanos = 0;
        int every = Math.ceilDiv(updates, POINTS);
        for (int update = 0; update <= updates; update++) {
            if (update % every == 0 || update == updates) {
                path.add(new Point(theta[0], theta[1]));
                losses.add(loss.loss(theta[0], theta[1]));
            }
            if (update < updates) {
                long from = System.nanoTime();
                if (next + size > rows) { // too few are left for a batch: a new epoch, a new order
                    order = key.at(epoch++).permutation(rows);
                    next = 0;
                }
                var part = loss.of(Arrays.copyOfRange(order, next, next + size));
                next += size;
                params.gradInto(part.loss(unknowns.u(), unknowns.v()).sum(), slope);
                walker.step(theta, slope, rate);
                nanos += System.nanoTime() - from;
            }
        }
        var way = new Descent(String.valueOf(size), rate, path, losses);
        return new BatchDescent(size, updates, (double) updates * size / rows, way, nanos / 1e9);
    }
}
