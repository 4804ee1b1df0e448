import { NotThere } from '@/components/layout/not-there';

export default NotThere;
