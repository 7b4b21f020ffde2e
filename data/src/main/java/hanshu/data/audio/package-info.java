/** Sound: WAV files at any rate, and what networks read of them: log-mel spectrograms and cepstra. */
@NullMarked
package hanshu.data.audio;

import org.jspecify.annotations.NullMarked;
