package hanshu.learn.supervised.recurrent;

import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Batches;
import hanshu.train.Examples;

/** What a recurrent network can be tried on: sequences, and what should come of them. */
public sealed interface Problem permits Adding, Copying, NextValue {
    /** In a few words, such as "adding, 600 steps". */
    String name();

    /** Numbers at each step. */
    int in();

    /** Numbers that the network gives at each step. */
    int out();

    /** Steps of a sequence. */
    int time();

    /** So many sequences to learn from, the same for the same key: x (batch, time, in). */
    Batches<Examples> learning(int rows, Key key);

    /** So many that are not learned from. */
    Batches<Examples> unseen(int rows, Key key);

    /** One number: how wrong what the network gave is. Given: (batch, time, out). */
    Tensor loss(Tensor given, Tensor y);

    /** The loss of an answer that remembers nothing. */
    double naive();

    /** What that answer is. */
    String naiveAnswer();
}
