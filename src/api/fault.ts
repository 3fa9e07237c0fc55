/** Where exceptions of handlers go unless told otherwise: they are broken invariants, and those stop the process. */
export type OnFault = (fault: unknown) => void;

export const stopTheProcess: OnFault = (fault) => {
  setImmediate(() => {
    throw fault;
  });
};
