// The microphone and the loudspeaker of a page: what of them has no other way than a script. The page loads it when they
// are first asked for, and the browser's thread of sound loads it once more, for what stands first.

// So many samples are handed over together: about a twentieth of a second.
const PIECE = 2048;

if (globalThis.registerProcessor) {
  registerProcessor(
    "ear",
    class extends AudioWorkletProcessor {
      piece = new Float32Array(PIECE);
      filled = 0;

      process([[heard]]) {
        // Nothing is plugged in for a moment, at the beginning and at the end.
        if (!heard) return true;
        if (this.filled + heard.length > PIECE) {
          this.port.postMessage(new Uint8Array(this.piece.slice(0, this.filled).buffer));
          this.filled = 0;
        }
        this.piece.set(heard, this.filled);
        this.filled += heard.length;
        return true;
      }
    },
  );
}

// Whether there is a microphone. Over a connection that is not safe there is none for anybody.
export const isThere = async () => {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return devices.some(({ kind }) => kind === "audioinput");
};

// Listens until it is closed: `hear` is given bytes of numbers between -1 and 1, so many a second as `rate` says; `lost`
// is called when the microphone is taken away.
export const listen = async (hear, lost) => {
  // So that the browser does not clear away what is kept here when it runs out of room. It may say no.
  navigator.storage?.persist?.();
  // Nothing else sounds while somebody speaks, and who turns it into words knows noise better than the browser does.
  const audio = { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: true };
  const stream = await navigator.mediaDevices.getUserMedia({ audio });
  const context = new AudioContext();
  const tracks = stream.getTracks();
  let ear;
  const close = () => {
    if (ear) ear.port.onmessage = null;
    for (const track of tracks) {
      track.onended = null;
      track.stop();
    }
    context.close();
  };
  try {
    await context.audioWorklet.addModule(import.meta.url);
    ear = new AudioWorkletNode(context, "ear", { channelCount: 1, channelCountMode: "explicit" });
    ear.port.onmessage = ({ data }) => hear(data);
    for (const track of tracks) track.onended = () => lost();
    // It says nothing to the loudspeaker, but what leads nowhere is not asked to listen.
    context.createMediaStreamSource(stream).connect(ear).connect(context.destination);
    context.resume();
    return { rate: context.sampleRate, close };
  } catch (error) {
    close();
    throw error;
  }
};

// Plays a file, given as its bytes, until its end, or until it is stopped.
export const play = async (file, done) => {
  const address = URL.createObjectURL(new Blob([file], { type: "audio/wav" }));
  const audio = new Audio(address);
  const stop = () => {
    audio.pause();
    URL.revokeObjectURL(address);
  };
  audio.onended = () => {
    stop();
    done();
  };
  try {
    await audio.play();
  } catch (error) {
    stop();
    throw error;
  }
  return { stop };
};
