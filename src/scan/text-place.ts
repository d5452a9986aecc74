export interface TextPlace {
  /** In bytes. */
  readonly offset: number;
  readonly line: number;
}

/** Places in `text`. Asked in rising order it counts on from the last: a file of thousands of hits is gone through once. */
export function placesIn(text: string): (at: number) => TextPlace {
  let last = 0;
  let place: TextPlace = { offset: 0, line: 1 };
  return (at) => {
    if (at < last) [last, place] = [0, { offset: 0, line: 1 }];
    const passed = text.slice(last, at);
    let { line } = place;
    for (let next = passed.indexOf('\n'); next !== -1; next = passed.indexOf('\n', next + 1)) line += 1;
    place = { offset: place.offset + Buffer.byteLength(passed), line };
    last = at;
    return place;
  };
}
