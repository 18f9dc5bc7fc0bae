/**
 * Stands in for the library RxDB works out with how an event changes the results of an open query. The replica opens no
 * queries; one that was opened would be run again, which is always right.
 */
export const calculateActionName = () => 'runFullQueryAgain'

export function runAction(): never {
  throw new Error('RxDB worked out the results of a query although each is to be run again')
}
