/** Aborts what takes its signal when nothing was heard for a number of milliseconds. */
export class Patience {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(milliseconds: number) {
    this.#timer = setTimeout(() => {
      this.#controller.abort(new Error(`nothing came for ${milliseconds / 1000} seconds`));
    }, milliseconds);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Something came: the time begins anew. */
  heard(): void {
    this.#timer.refresh();
  }

  /** Stops the clock; without it the process would stay up. */
  end(): void {
    clearTimeout(this.#timer);
  }
}
